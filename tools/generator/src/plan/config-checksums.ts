import { contentHash } from '@gitops/kit';
import type { ManifestObject } from '../model.ts';

interface PodTemplate {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec;
}
interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
}
interface Container {
  readonly env?: readonly { readonly valueFrom?: { readonly configMapKeyRef?: { readonly name: string } } }[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
}
interface Volume {
  readonly configMap?: { readonly name?: string };
  readonly projected?: { readonly sources?: readonly { readonly configMap?: { readonly name: string } }[] };
}

const restarted = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/**
 * Pods that use a ConfigMap with a fixed name, in whichever component it is, carry the hash of its content: a changed setting rolls them,
 * because environment variables and `subPath` mounts are read at start only (C0.11).
 */
export function withConfigChecksums(components: ReadonlyMap<string, readonly ManifestObject[]>): Map<string, ManifestObject[]> {
  const hashes = new Map<string, string>();
  for (const object of [...components.values()].flat()) {
    // An immutable one has its hash in the name already.
    if (object.kind === 'ConfigMap' && object.immutable !== true) {
      hashes.set(`${object.metadata.namespace}/${object.metadata.name}`, contentHash([object.data, object.binaryData]));
    }
  }
  return new Map([...components].map(([name, objects]) => [name, objects.map((object) => withChecksum(object, hashes))]));
}

function withChecksum(object: ManifestObject, hashes: ReadonlyMap<string, string>): ManifestObject {
  if (hashes.size === 0 || !restarted.has(object.kind)) return object;
  const spec = object.spec as { template?: PodTemplate };
  const { template } = spec;
  if (!template?.spec) return object;
  const used = [...new Set(configMaps(template.spec))].sort().flatMap((name) => hashes.get(`${object.metadata.namespace}/${name}`) ?? []);
  if (used.length === 0) return object;
  const checksum = used.length === 1 ? used[0] : contentHash(used);
  const annotations = { ...template.metadata?.annotations, 'checksum/config': checksum };
  return { ...object, spec: { ...spec, template: { ...template, metadata: { ...template.metadata, annotations } } } };
}

function configMaps({ containers = [], initContainers = [], volumes = [] }: PodSpec): string[] {
  const fromContainers = [...initContainers, ...containers].flatMap(({ env = [], envFrom = [] }) => [
    ...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...envFrom.map(({ configMapRef }) => configMapRef?.name),
  ]);
  const fromVolumes = volumes.flatMap(({ configMap, projected }) => [
    configMap?.name,
    ...(projected?.sources ?? []).map((source) => source.configMap?.name),
  ]);
  return [...fromContainers, ...fromVolumes].filter((name) => name !== undefined);
}
