/** Something that the design needs, and the version of Argo CD that brought it. */
interface ArgoCdFeature {
  readonly since: string;
  readonly feature: string;
  readonly reason: string;
}

/** The oldest version with all of `argocdFeatures`. */
export const minimumArgoCdVersion = '3.3';

/** In the order in which they came. */
export const argocdFeatures: readonly ArgoCdFeature[] = [
  {
    since: '3.2',
    feature: 'retry.refresh',
    reason: 'a failed sync takes the newest commit when it tries again, so that a fix gets through',
  },
  {
    since: '3.3',
    feature: 'clusterResourceWhitelist[].name',
    reason: 'a project allows its own Namespace and no other; older versions would ignore the name and allow every one',
  },
];

/** What an Argo CD of this version lacks. */
export function missingFeatures(version: string): readonly ArgoCdFeature[] {
  return argocdFeatures.filter(({ since }) => isOlder(version, since));
}

/** Whether a version such as `3.5.1` comes before another; parts that are not given count as zero. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [numbers(version), numbers(than)];
  const differs = theirs.findIndex((number, index) => (ours[index] ?? 0) !== number);
  return differs >= 0 && (ours[differs] ?? 0) < (theirs[differs] ?? 0);
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}
