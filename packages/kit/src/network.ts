import { Service } from 'kubernetes-models/v1/Service';
import type { IServiceSpec } from 'kubernetes-models/v1/ServiceSpec';
import type { Reach } from './connection.ts';
import type { Identity } from './identity.ts';
import { metadata } from './metadata.ts';

/** One named port, spelled the three ways in which Kubernetes asks for it. `exposed` is the Service's number where it differs. */
export function port(name: string, number: number, exposed: number = number) {
  return {
    number,
    exposed,
    ref: name,
    container: { name, containerPort: number },
    service: { name, port: exposed, targetPort: name },
  };
}

/** The Service that dependants talk to. */
export function service(self: Identity, spec: Omit<IServiceSpec, 'selector'>): Service {
  return new Service({ metadata: metadata(self), spec: { ...spec, selector: { ...self.selector } } });
}

/** `<name>-headless`: gives every Pod of a StatefulSet its own DNS name, before it is ready too, because members look for each other (C0.9). */
export function headlessService(self: Identity, spec: Omit<IServiceSpec, 'selector' | 'clusterIP'>): Service {
  return new Service({
    metadata: metadata(self, 'headless'),
    spec: { clusterIP: 'None', publishNotReadyAddresses: true, ...spec, selector: { ...self.selector } },
  });
}

/** The API server, for a builder's `reaches`. Policies see its own port instead of that of its Service: 443 where a cloud runs it, 6443 where kubeadm or k3s does. */
export const apiServer: readonly Reach[] = [443, 6443].map((number) => ({ host: 'kubernetes.default.svc', port: number }));
