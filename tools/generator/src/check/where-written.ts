import { isMapping, type Mapping } from '../mapping.ts';
import type { DeployedComponent, EnvironmentPlan } from '../model.ts';
import { isSamePlace } from '../problem.ts';
import type { Entry } from './entry.ts';

type Path = readonly string[];

/**
 * Where a finding about a value points to: to where a person wrote it, if it is the image or exactly one option of the component. What a
 * patch is blamed for stays with the patch.
 */
export function whereWritten(
  { environment }: EnvironmentPlan,
  { subject, where }: Pick<Entry, 'subject' | 'where'>,
  isMeant: (path: Path, value: unknown) => boolean,
): Entry['where'] {
  const component = environment.components.get(subject.component);
  if (component?.kind !== 'deployed') return where;
  const place = (path: Path) => environment.at('components', component.name, ...path);
  const [path, other] = writable(component).flatMap(([each, value]) => (isMeant(each, value) ? [each] : []));
  // A default stands nowhere: then the place is that of the component anyway.
  return path && !other && isSamePlace(where.at, place([])) ? { unit: where.unit, at: place(path) } : where;
}

/** What a person may write for a component. A whole image counts as its tag: where there is none, the nearest place is that of the image. */
function writable({ options, image, images }: DeployedComponent): (readonly [Path, unknown])[] {
  const further = Object.entries(images).map(([name, reference]) => [['images', name, 'tag'], reference] as const);
  return [[['image', 'tag'], image], ...further, ...values(options, [])];
}

/** Mappings as well as what is in them: what is wrong may be that something is not. */
function* values(mapping: Mapping, path: Path): Iterable<readonly [Path, unknown]> {
  for (const [key, value] of Object.entries(mapping)) {
    yield [[...path, key], value];
    if (isMapping(value)) yield* values(value, [...path, key]);
  }
}
