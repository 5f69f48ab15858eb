import { IngressOption, type IngressSettings } from '@gitops/kit';
import { Type } from 'typebox';

export const RouterIngress = IngressOption(Type.String({ description: 'DNS name under which clients reach it' }));

/** Answers of models take longer than the default of 60 seconds, and whoever asks spends money (B4). */
const nginxLimits = {
  'nginx.ingress.kubernetes.io/proxy-read-timeout': '300',
  'nginx.ingress.kubernetes.io/proxy-send-timeout': '300',
  'nginx.ingress.kubernetes.io/limit-rps': '100',
};

/** Limits that ingress-nginx understands, also as AKS manages it; the environment's own annotations win. */
export function withLimits(settings: IngressSettings): IngressSettings {
  const { class: name = '', annotations } = settings;
  return /nginx|^webapprouting\./.test(name) ? { ...settings, annotations: { ...nginxLimits, ...annotations } } : settings;
}
