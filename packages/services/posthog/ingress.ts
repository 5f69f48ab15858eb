import { fact, hostForm, IngressOption, type IngressSettings, inWave, withNginx } from '@gitops/kit';
import { waves } from './order.ts';

export const PosthogIngress = IngressOption(
  fact('environment.domain', {
    pattern: hostForm,
    description: 'DNS name in lower case under which people and browsers reach it; SITE_URL is made of it',
  }),
);

/** Clients send what they collected at once, up to 20 MB; ingress-nginx takes 1 MB by default. */
const nginxLimits = { 'nginx.ingress.kubernetes.io/proxy-body-size': '20m' };

/** With limits, and not before the Pods that it leads to. */
export function entrance(settings: IngressSettings): IngressSettings {
  const limited = withNginx(settings, nginxLimits);
  return { ...limited, annotations: { ...limited.annotations, ...inWave(waves.pods) } };
}
