import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IIngressBackend } from 'kubernetes-models/networking.k8s.io/v1/IngressBackend';

/** A Service that an Ingress sends traffic to. */
interface Backend {
  readonly service: string;
  readonly port: string | number | undefined;
  /** `path / of host shop.example.com` */
  readonly from: string;
}

/** Every Service that the Ingress leads to. */
export function backendsOf({ spec }: IIngress): readonly Backend[] {
  const backends = spec?.defaultBackend ? [backend(spec.defaultBackend, 'defaultBackend')] : [];
  for (const { host = '*', http } of spec?.rules ?? []) {
    for (const { path = '/', backend: target } of http?.paths ?? []) backends.push(backend(target, `path ${path} of host ${host}`));
  }
  return backends.flatMap((found) => found ?? []);
}

/** Undefined for a backend that is no Service. */
function backend({ service }: IIngressBackend, from: string): Backend | undefined {
  return service ? { service: service.name, port: service.port?.name ?? service.port?.number, from } : undefined;
}
