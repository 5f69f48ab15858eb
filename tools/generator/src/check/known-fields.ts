import type { Validator } from './schemas.ts';

/**
 * What may stand at one place of a kind's objects. The compiled validators accept unknown fields, but they give away the known ones:
 * a validator reads every field of a struct whether it is set or not, asks a map for its keys, and leaves free-form values alone.
 */
interface Shape {
  kind?: 'struct' | 'map' | 'list' | 'free';
  readonly fields: Map<string, Shape>;
  /** Of the values of a map and the elements of a list. */
  items?: Shape;
}

type Path = readonly (string | number)[];

/** What the validators let through. */
interface FieldFindings {
  /** Fields that the API server would drop, with those that exist beside them. */
  readonly unknown: readonly { readonly path: Path; readonly known: readonly string[] }[];
  /** Fields that are set to nothing. */
  readonly empty: readonly Path[];
}

interface Walk {
  readonly path: (string | number)[];
  readonly unknown: { path: Path; known: readonly string[] }[];
  readonly empty: Path[];
  /** Met a place for the first time: the validator has to be watched. */
  isNew: boolean;
}

const learned = new Map<Validator, Shape>();

/** The fields of the object that its kind does not have, or that are null. `isValid` says what the validator itself thinks of the object. */
export function inspectFields(object: object, validator: Validator, isValid: boolean): FieldFindings {
  let shape = learned.get(validator);
  if (!shape) {
    shape = newShape();
    learned.set(validator, shape);
  }
  const walk = newWalk();
  visit(object, shape, walk);
  if (!walk.isNew) return walk;

  watch(object, validator, shape);
  // Where a valid object was not looked into, anything goes. An invalid one proves nothing: a list in place of a struct is not looked into either.
  if (isValid) markFree(object, shape);
  const again = newWalk();
  visit(object, shape, again);
  return again;
}

function newShape(): Shape {
  return { fields: new Map() };
}

function newWalk(): Walk {
  return { path: [], unknown: [], empty: [], isNew: false };
}

function visit(value: object, shape: Shape, walk: Walk): void {
  if (shape.kind === 'free') return;
  if (shape.kind === undefined) {
    walk.isNew = true;
    return;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) descend(value[index], index, shape.items, walk);
    return;
  }
  const isStruct = shape.kind === 'struct';
  for (const key in value) {
    const known = isStruct ? shape.fields.get(key) : shape.items;
    // The schemas that the validators were made of have lost every field of this name, such as that of a PriorityClass.
    if (isStruct && !known && key === 'description') continue;
    if (isStruct && !known) walk.unknown.push({ path: [...walk.path, key], known: [...shape.fields.keys()] });
    else descend(value[key as keyof typeof value], key, known, walk);
  }
}

function descend(child: unknown, step: string | number, shape: Shape | undefined, walk: Walk): void {
  if (child === null) walk.empty.push([...walk.path, step]);
  if (!isObject(child)) return;
  if (!shape) {
    walk.isNew = true;
    return;
  }
  walk.path.push(step);
  visit(child, shape, walk);
  walk.path.pop();
}

function watch(object: object, validator: Validator, shape: Shape): void {
  try {
    // Of a frozen object a proxy may not show other proxies.
    validator.call(watched(structuredClone(object), shape));
  } catch {
    // The verdict is known already; this run is for what it reads.
  }
}

function watched(value: object, shape: Shape): object {
  return new Proxy(value, {
    get(target, key) {
      const child: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return child;
      const place = Array.isArray(target) ? listElement(shape) : field(target, key, shape);
      return isObject(child) ? watched(child, place) : child;
    },
    ownKeys(target) {
      shape.kind ??= 'map';
      return Reflect.ownKeys(target);
    },
  });
}

function listElement(shape: Shape): Shape {
  shape.kind = 'list';
  shape.items ??= newShape();
  return shape.items;
}

/** A map is only asked for keys that it has, so a question for another one means a struct, even one whose keys were counted before. */
function field(target: object, key: string, shape: Shape): Shape {
  if (shape.kind !== 'map' || !Object.hasOwn(target, key)) shape.kind = 'struct';
  if (shape.kind === 'map') {
    shape.items ??= newShape();
    return shape.items;
  }
  let place = shape.fields.get(key);
  if (!place) {
    place = newShape();
    shape.fields.set(key, place);
  }
  return place;
}

function markFree(value: object, shape: Shape): void {
  if (shape.kind === undefined) shape.kind = 'free';
  if (shape.kind === 'free') return;
  for (const [key, child] of Object.entries(value)) {
    if (!isObject(child)) continue;
    const place = shape.kind === 'struct' ? shape.fields.get(key) : shape.items;
    if (place) markFree(child, place);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
