import { type MountedVolume, nonRoot, scratch } from '@gitops/kit';
import type { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** One image with one configuration, whatever it is started as. */
export interface Running {
  readonly image: string;
  readonly settings: ConfigMap;
  readonly variables: readonly IEnvVar[];
}

/** A Pod of PostHog. */
export function podOf(
  { image, settings, variables }: Running,
  { name, env, ...container }: IContainer,
  volumes: readonly MountedVolume[] = [],
): IPodSpec {
  const security = nonRoot(999, 1000);
  const mounted = [...volumes, scratch('tmp', '/tmp', { sizeLimit: '2Gi' })];
  return {
    securityContext: security.pod,
    containers: [
      {
        name,
        image,
        envFrom: [{ configMapRef: { name: settings.metadata?.name ?? '' } }],
        env: [{ name: 'HOME', value: '/tmp' }, ...variables, ...(env ?? [])],
        ...container,
        // Nobody has tried what it writes besides /tmp (C19).
        securityContext: { ...security.container, readOnlyRootFilesystem: false },
        volumeMounts: mounted.map(({ mount }) => mount),
      },
    ],
    volumes: mounted.map(({ volume }) => volume),
  };
}
