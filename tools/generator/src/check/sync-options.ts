import type { Entry } from './entry.ts';

/** The sync options that an object carries for Argo CD, such as `Prune=false`. */
export function syncOptionsOf({ object }: Entry): readonly string[] {
  return listOf(object.metadata.annotations?.['argocd.argoproj.io/sync-options']);
}

/** The parts of an annotation that holds a list. */
export function listOf(annotation: string | undefined): readonly string[] {
  return (annotation ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
