import type { IServicePort } from 'kubernetes-models/v1/ServicePort';
import { backendsOf } from '../../plan/ingress-backends.ts';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import type { Workload } from '../workload.ts';

export const noMissingServicePort = defineRule({
  name: 'no-missing-service-port',
  *check({ index }) {
    for (const { object, namespace, subject, where } of index.of('Ingress.networking.k8s.io')) {
      for (const { service, port, from } of backendsOf(object)) {
        const ports = index.find('Service', namespace, service)?.object.spec?.ports;
        if (!ports || ports.some(({ name, port: number }) => port === name || port === number)) continue;
        const known = ports.map(({ name, port: number }) => (name ? `${name} (${number})` : String(number)));
        yield problem('no-missing-service-port', where, { ...subject, what: `${from} names port ${port} of Service ${service}`, known });
      }
    }
    for (const { object, namespace, subject, where } of index.of('Service')) {
      const { selector, ports, type } = object.spec ?? {};
      if (!selector || type === 'ExternalName') continue;
      const selected = index.selected(namespace, selector);
      if (selected.length === 0) continue;
      for (const port of ports ?? []) {
        if (selected.some((workload) => listens(workload, port))) continue;
        const known = selected
          .flatMap(portsOf)
          .map(({ name, containerPort }) => (name ? `${name} (${containerPort})` : String(containerPort)));
        const pods = selected.map(({ subject: { object } }) => object).join(', ');
        const what = `port ${port.name ?? port.port} sends to ${port.targetPort ?? port.port} of the Pods of ${pods}`;
        yield problem('no-missing-service-port', where, { ...subject, what, known });
      }
    }
  },
});

function listens(workload: Workload, { port, targetPort = port, protocol = 'TCP' }: IServicePort): boolean {
  return portsOf(workload).some((own) => {
    return (own.name === targetPort || own.containerPort === targetPort) && (own.protocol ?? 'TCP') === protocol;
  });
}

/** Init containers end before anybody connects; sidecars stay. */
function portsOf({ containers }: Workload) {
  return containers.flatMap(({ role, container }) => (role === 'init' ? [] : (container.ports ?? [])));
}
