import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** A sidecar is an init container that keeps running. */
export interface PodContainer {
  readonly role: 'main' | 'init' | 'sidecar';
  readonly container: IContainer;
}

export function containersOf({ initContainers, containers }: IPodSpec): PodContainer[] {
  const before = (initContainers ?? []).map((container): PodContainer => {
    return { role: container.restartPolicy === 'Always' ? 'sidecar' : 'init', container };
  });
  return [...before, ...(containers ?? []).map((container): PodContainer => ({ role: 'main', container }))];
}
