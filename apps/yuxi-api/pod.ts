import { env, type MountedVolume, nonRoot, scratch } from '@gitops/kit';
import type { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** What the API and the Jobs before it have in common. */
export interface Running {
  readonly image: string;
  readonly settings: ConfigMap;
  readonly variables: Readonly<Record<string, string | IEnvVarSource>>;
}

interface Own {
  readonly volumes: readonly MountedVolume[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** The image is made for root and has no home for anybody else; all that is written is in /tmp and in the volumes (C23). */
export function podOf({ image, settings, variables }: Running, { name, ...container }: IContainer, own: Own): IPodSpec {
  const security = nonRoot(1000);
  const mounted = [...own.volumes, scratch('tmp', '/tmp', { sizeLimit: '5Gi' })];
  return {
    securityContext: security.pod,
    containers: [
      {
        name,
        image,
        envFrom: [{ configMapRef: { name: settings.metadata?.name ?? '' } }],
        env: env({
          HOME: '/tmp',
          UV_CACHE_DIR: '/tmp/uv',
          // What is installed is used as it is: the file system can't be written, and nothing is fetched at start.
          UV_NO_SYNC: '1',
          PYTHONDONTWRITEBYTECODE: '1',
          ...variables,
          ...own.variables,
        }),
        securityContext: security.container,
        volumeMounts: mounted.map(({ mount }) => mount),
        ...container,
      },
    ],
    volumes: mounted.map(({ volume }) => volume),
  };
}
