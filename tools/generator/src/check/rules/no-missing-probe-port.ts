import type { IContainer } from 'kubernetes-models/v1/Container';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

export const noMissingProbePort = defineRule({
  name: 'no-missing-probe-port',
  *check({ index }) {
    for (const { containers, subject, where } of index.workloads) {
      for (const { container } of containers) {
        const known = (container.ports ?? []).flatMap(({ name }) => name ?? []);
        for (const [from, port] of namedPorts(container)) {
          if (!known.includes(port))
            yield problem('no-missing-probe-port', where, { ...subject, container: container.name, from, port, known });
        }
      }
    }
  },
});

/** Only names: a number needs no declaration. */
function* namedPorts({ startupProbe, readinessProbe, livenessProbe, lifecycle }: IContainer): Iterable<[string, string]> {
  const handlers = { startupProbe, readinessProbe, livenessProbe, preStop: lifecycle?.preStop, postStart: lifecycle?.postStart };
  for (const [from, handler] of Object.entries(handlers)) {
    const port = handler?.httpGet?.port ?? handler?.tcpSocket?.port;
    if (typeof port === 'string') yield [from, port];
  }
}
