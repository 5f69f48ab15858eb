import { env, type Identity, type MountedVolume, nonRoot, scratch } from '@gitops/kit';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Options } from './options.ts';
import type { Source } from './sources.ts';
import type { Store } from './target.ts';

/** What all Pods of the component have in common. */
export interface Site {
  readonly self: Identity;
  /** Of mc. */
  readonly image: string;
  readonly options: Options;
  readonly target: Store;
  /** The folder of this component in the bucket, as mc calls it. */
  readonly folder: string;
  readonly scripts: MountedVolume;
}

/** The images have users of their own; 999 is the one that most of them know. */
export const security = nonRoot(999);
export const tmp = scratch('tmp', '/tmp');

/** The program of the source runs one of its scripts. */
export function sourceStep(site: Site, script: string, { image, shell, env: own }: Source): IContainer {
  return step(site, { script, image, shell, vars: own });
}

/** mc runs a script that is about the backups of a source. */
export function storeStep(site: Site, script: string, { name }: Source, further: readonly IEnvVar[] = []): IContainer {
  const { image, target, folder } = site;
  return step(site, { script, image, shell: 'bash', vars: [...target.env, ...env({ TARGET: folder, SOURCE: name }), ...further] });
}

interface Step {
  readonly script: string;
  readonly image: string;
  readonly shell: string;
  readonly vars: readonly IEnvVar[];
}

function step({ options, target, scripts }: Site, { script, image, shell, vars }: Step): IContainer {
  return {
    name: script,
    image,
    command: [shell, `/scripts/${script}.sh`],
    workingDir: '/work',
    env: [...vars],
    resources: options.resources,
    securityContext: security.container,
    volumeMounts: [{ name: 'work', mountPath: '/work' }, tmp.mount, scripts.mount, ...target.volumes.map(({ mount }) => mount)],
  };
}

/** One step after the other in the same directory; where one fails, those after it don't run, and nothing is kept of it. */
export function podOf({ options, target, scripts }: Site, before: readonly IContainer[], last: IContainer): IPodSpec {
  const work = scratch('work', '/work', { sizeLimit: options.scratch });
  return {
    // A failed Pod stays with its log, and the next one begins with an empty directory.
    restartPolicy: 'Never',
    securityContext: security.pod,
    initContainers: [...before],
    containers: [last],
    volumes: [work, tmp, scripts, ...target.volumes].map(({ volume }) => volume),
  };
}
