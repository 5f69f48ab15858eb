import { fact, hostForm, IngressOption } from '@gitops/kit';

/** How the API is reached from outside. `{}` takes everything from the environment and its cluster. */
export const ApiIngress = IngressOption(fact('environment.domain', { pattern: hostForm, description: 'Host name, in lower case' }));

/** Files of 100 MB are uploaded and answers of models take their time; the defaults are 1 MB and 60 seconds. */
export const nginxLimits = {
  'nginx.ingress.kubernetes.io/proxy-body-size': '128m',
  'nginx.ingress.kubernetes.io/proxy-read-timeout': '300',
};
