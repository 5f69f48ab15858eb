import type { Entry } from './entry.ts';
import type { ObjectIndex } from './object-index.ts';

/** A value that somebody may have pasted a secret into. */
export interface Text {
  readonly entry: Entry;
  /** What holds it: `env`, `annotation`. */
  readonly what: string;
  /** Empty where nothing names the value. */
  readonly name: string;
  readonly value: string;
  readonly container?: string;
}

/** Settings of all kinds: annotations, ConfigMaps, what stands beside the secrets of a Secret, environment variables and arguments. */
export function* textsOf(index: ObjectIndex): Iterable<Text> {
  for (const entry of index.all) yield* recordOf(entry, 'annotation', entry.object.metadata.annotations);
  for (const entry of index.of('ConfigMap')) yield* recordOf(entry, 'data', entry.object.data);
  for (const entry of index.of('SealedSecret.bitnami.com')) yield* recordOf(entry, 'template', entry.object.spec?.template?.data);
  for (const entry of index.of('ExternalSecret.external-secrets.io')) {
    yield* recordOf(entry, 'template', entry.object.spec?.target?.template?.data);
  }
  for (const entry of index.workloads) {
    // A Pod's own annotations are its object's.
    if (entry.kind !== 'Pod') yield* recordOf(entry, 'annotation of the Pods', entry.annotations);
    for (const { container } of entry.containers) {
      for (const { name, value } of container.env ?? []) if (value) yield { entry, what: 'env', name, value, container: container.name };
      for (const argument of [...(container.command ?? []), ...(container.args ?? [])]) {
        const [, name = '', value = argument] = /^--?([\w.-]+)=(.*)$/s.exec(argument) ?? [];
        yield { entry, what: 'argument', name, value, container: container.name };
      }
    }
  }
}

/** `env PGPASSWORD of container orders` */
export function readableText({ what, name, container }: Text): string {
  return `${what}${name === '' ? '' : ` ${name}`}${container === undefined ? '' : ` of container ${container}`}`;
}

function* recordOf(entry: Entry, what: string, values: Readonly<Record<string, string>> | undefined): Iterable<Text> {
  for (const name in values) yield { entry, what, name, value: values[name] ?? '' };
}
