import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { PodContainer } from './pod-container.ts';

/** A ConfigMap, Secret or claim that a Pod names and does not start without. */
export interface Reference {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';
  readonly name: string;
  readonly key: string | undefined;
  readonly place: ReferencePlace;
}

interface ReferencePlace {
  readonly field: 'env' | 'envFrom' | 'volume' | 'imagePullSecrets';
  /** Of the variable or the volume. */
  readonly name?: string;
  readonly container?: string;
}

/** `env PGPASSWORD of container orders` */
export function readablePlace({ field, name, container }: ReferencePlace): string {
  return `${field}${name === undefined ? '' : ` ${name}`}${container === undefined ? '' : ` of container ${container}`}`;
}

interface KeySelector {
  readonly name?: string;
  readonly key: string;
  readonly optional?: boolean;
}

interface Projection {
  readonly name?: string;
  readonly items?: readonly { readonly key: string }[];
  readonly optional?: boolean;
}

/** All references of a Pod but the optional ones, which may point nowhere. */
export function referencesOf(pod: IPodSpec, containers: readonly PodContainer[]): readonly Reference[] {
  const found: Reference[] = [];
  for (const { container } of containers) {
    for (const variable of container.env ?? []) addVariable(found, variable, container.name);
    for (const source of container.envFrom ?? []) addSource(found, source, container.name);
  }
  for (const volume of pod.volumes ?? []) addVolume(found, volume);
  for (const { name } of pod.imagePullSecrets ?? []) {
    if (name) found.push({ kind: 'Secret', name, key: undefined, place: { field: 'imagePullSecrets' } });
  }
  return found;
}

function addVariable(found: Reference[], { name, valueFrom }: IEnvVar, container: string): void {
  if (!valueFrom) return;
  const place = { field: 'env', name, container } as const;
  addKey(found, 'ConfigMap', valueFrom.configMapKeyRef, place);
  addKey(found, 'Secret', valueFrom.secretKeyRef, place);
}

function addKey(found: Reference[], kind: Reference['kind'], selector: KeySelector | undefined, place: ReferencePlace): void {
  if (selector?.name && !selector.optional) found.push({ kind, name: selector.name, key: selector.key, place });
}

function addSource(found: Reference[], { configMapRef, secretRef }: IEnvFromSource, container: string): void {
  const place = { field: 'envFrom', container } as const;
  addProjection(found, 'ConfigMap', configMapRef, place);
  addProjection(found, 'Secret', secretRef, place);
}

function addVolume(found: Reference[], { name, configMap, secret, persistentVolumeClaim, projected }: IVolume): void {
  const place = { field: 'volume', name } as const;
  addProjection(found, 'ConfigMap', configMap, place);
  if (secret) addProjection(found, 'Secret', { ...secret, name: secret.secretName }, place);
  if (persistentVolumeClaim) found.push({ kind: 'PersistentVolumeClaim', name: persistentVolumeClaim.claimName, key: undefined, place });
  for (const source of projected?.sources ?? []) {
    addProjection(found, 'ConfigMap', source.configMap, place);
    addProjection(found, 'Secret', source.secret, place);
  }
}

function addProjection(found: Reference[], kind: Reference['kind'], projection: Projection | undefined, place: ReferencePlace): void {
  if (!projection?.name || projection.optional) return;
  const { name, items } = projection;
  if (!items || items.length === 0) found.push({ kind, name, key: undefined, place });
  for (const { key } of items ?? []) found.push({ kind, name, key, place });
}
