import { backendsOf } from '../../plan/ingress-backends.ts';
import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';

interface ServiceUse {
  readonly user: Entry;
  readonly service: string;
  readonly from: string;
}

export const noMissingService = defineRule({
  name: 'no-missing-service',
  *check({ index }) {
    for (const { user, service, from } of uses(index)) {
      if (index.find('Service', user.namespace, service)) continue;
      yield problem('no-missing-service', user.where, { ...user.subject, service, namespace: user.namespace, from });
    }
    for (const user of index.of('StatefulSet.apps')) {
      const service = user.object.spec?.serviceName;
      const spec = service ? index.find('Service', user.namespace, service)?.object.spec : undefined;
      if (service && spec?.clusterIP === 'None') continue;
      yield problem('no-missing-headless-service', user.where, { ...user.subject, service, exists: spec !== undefined });
    }
  },
});

function* uses(index: ObjectIndex): Iterable<ServiceUse> {
  for (const user of index.of('Ingress.networking.k8s.io')) {
    for (const { service, from } of backendsOf(user.object)) yield { user, service, from };
  }
  for (const user of index.of('Rollout.argoproj.io')) {
    const { canary, blueGreen } = user.object.spec?.strategy ?? {};
    const services = { ...pick(canary, 'stableService', 'canaryService'), ...pick(blueGreen, 'activeService', 'previewService') };
    for (const [from, service] of Object.entries(services)) if (service) yield { user, service, from };
  }
}

function pick<T extends object, K extends keyof T>(strategy: T | undefined, ...names: K[]): Partial<Pick<T, K>> {
  return strategy ? (Object.fromEntries(names.map((name) => [name, strategy[name]])) as Pick<T, K>) : {};
}
