import { problem } from '../../problem.ts';
import { readablePlace } from '../references.ts';
import { defineRule } from '../rule.ts';

/** Kubernetes puts it into every namespace. */
const everywhere = 'kube-root-ca.crt';

export const noMissingConfigMap = defineRule({
  name: 'no-missing-config-map',
  *check({ index }) {
    for (const { references, namespace, subject, where } of index.workloads) {
      for (const { kind, name, key, place } of references) {
        if (kind !== 'ConfigMap' || name === everywhere) continue;
        const configMap = index.find('ConfigMap', namespace, name);
        const { data, binaryData } = configMap?.object ?? {};
        if (configMap && (key === undefined || data?.[key] !== undefined || binaryData?.[key] !== undefined)) continue;
        const keys = Object.keys({ ...data, ...binaryData });
        yield problem('no-missing-config-map', where, {
          ...subject,
          name,
          namespace,
          key,
          from: readablePlace(place),
          exists: Boolean(configMap),
          keys,
        });
      }
    }
  },
});
