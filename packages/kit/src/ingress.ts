import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { type TSchema, Type } from 'typebox';
import { fact } from './facts.ts';
import type { Identity } from './identity.ts';
import { metadata } from './metadata.ts';

/** How people reach a component from outside. What they type is the builder's to ask for, or the environment's domain. */
export const IngressOption = <Host extends TSchema>(host: Host) =>
  Type.Object(
    {
      host,
      class: fact('cluster.ingress.class', { description: 'IngressClass' }),
      issuer: fact('cluster.ingress.issuer', { description: 'ClusterIssuer of cert-manager; without one, TLS ends before the Ingress' }),
      tlsSecret: Type.Optional(Type.String({ description: "Secret with a certificate of one's own, instead of the issuer's" })),
      annotations: Type.Record(Type.String(), Type.String(), { default: {}, description: 'Further settings of the Ingress controller' }),
    },
    {
      additionalProperties: false,
      description: 'Reachable from outside through the Ingress controller; without it, by kubectl port-forward only',
    },
  );

/** What a DNS name looks like to Kubernetes, which takes no capitals. */
export const hostForm = '^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$';

/** The host name of a console, which is nobody's main address. */
export const ConsoleHost = Type.String({ pattern: hostForm, description: 'DNS name in lower case under which people reach it' });

export interface IngressSettings {
  readonly host?: string | undefined;
  readonly class?: string | undefined;
  readonly issuer?: string | undefined;
  readonly tlsSecret?: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Whether the controller is ingress-nginx, also as AKS manages it. */
export function isNginx({ class: name = '' }: IngressSettings): boolean {
  return /nginx|^webapprouting\./.test(name);
}

/** With annotations that ingress-nginx alone understands, where it is the controller; the environment's own win. */
export function withNginx(settings: IngressSettings, annotations: Readonly<Record<string, string>>): IngressSettings {
  return isNginx(settings) ? { ...settings, annotations: { ...annotations, ...settings.annotations } } : settings;
}

/** Sends every path of the host to a port of the component's Service, behind TLS where somebody has a certificate. */
export function ingress(
  self: Identity,
  port: string,
  { host, class: ingressClassName, issuer, tlsSecret, annotations: own }: IngressSettings,
): Ingress {
  const secretName = tlsSecret ?? (issuer && `${self.name}-tls`);
  const annotations = { ...(issuer && !tlsSecret ? { 'cert-manager.io/cluster-issuer': issuer } : {}), ...own };
  const backend = { service: { name: self.name, port: { name: port } } };
  return new Ingress({
    metadata: { ...metadata(self), annotations: Object.keys(annotations).length > 0 ? annotations : undefined },
    spec: {
      ingressClassName,
      tls: secretName && host ? [{ hosts: [host], secretName }] : undefined,
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  });
}
