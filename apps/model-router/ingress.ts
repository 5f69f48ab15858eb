import { hostForm, IngressOption } from '@gitops/kit';
import { Type } from 'typebox';

export const RouterIngress = IngressOption(
  Type.String({ pattern: hostForm, description: 'DNS name in lower case under which clients reach it' }),
);

/** Answers of models take longer than the default of 60 seconds, and whoever asks spends money (B4). */
export const nginxLimits = {
  'nginx.ingress.kubernetes.io/proxy-read-timeout': '300',
  'nginx.ingress.kubernetes.io/proxy-send-timeout': '300',
  'nginx.ingress.kubernetes.io/limit-rps': '100',
};
