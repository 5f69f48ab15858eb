import { fact, IngressOption, type IngressSettings } from '@gitops/kit';

/** How the API is reached from outside. `{}` takes everything from the environment and its cluster. */
export const ApiIngress = IngressOption(fact('environment.domain', { description: 'Host name' }));

/** Whether the controller is ingress-nginx, also as AKS manages it: only that one weighs traffic for a canary here. */
export function isNginx({ class: name = '' }: IngressSettings): boolean {
  return /nginx|^webapprouting\./.test(name);
}

/** Files of 100 MB are uploaded and answers of models take their time; the defaults are 1 MB and 60 seconds. */
const nginxLimits = {
  'nginx.ingress.kubernetes.io/proxy-body-size': '128m',
  'nginx.ingress.kubernetes.io/proxy-read-timeout': '300',
};

export function withLimits(settings: IngressSettings): IngressSettings {
  return isNginx(settings) ? { ...settings, annotations: { ...nginxLimits, ...settings.annotations } } : settings;
}
