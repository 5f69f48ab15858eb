import { type AnyService, facts } from '@gitops/kit';
import { describe, expect, test } from 'vitest';
import { services } from '../catalogue.generated.ts';
import { componentKeys } from '../parse/schemas/environment-file.ts';

interface Schema {
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: object;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly from?: string;
}

/** A schema and everything inside it. */
function everySchema(schema: Schema): Schema[] {
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])];
  return [schema, ...inner.flatMap(everySchema)];
}

const imagesOf = ({ image, images = {} }: AnyService): string[] => [...(image ? [image] : []), ...Object.values<string>(images)];

describe.each(services.map((service) => ({ name: service.name, service })))('the builder $name', ({ service }) => {
  test('says no tag or a pinned one, of a registry that is named', () => {
    const images = imagesOf(service);
    expect(images.filter((image) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+\//.test(image) || image.endsWith(':latest'))).toEqual([]);
  });

  test('closes every object that somebody may write', () => {
    const open = everySchema(service.options).filter(
      ({ type, additionalProperties, patternProperties }) => type === 'object' && !patternProperties && additionalProperties !== false,
    );
    expect(open).toEqual([]);
  });

  test('asks its surroundings for known facts only', () => {
    const asked = everySchema(service.options).flatMap(({ from }) => (from ? [from] : []));
    expect(asked.filter((from) => !(facts as readonly string[]).includes(from))).toEqual([]);
  });

  test('has no option with a name that belongs to the generator', () => {
    expect(Object.keys(service.options.properties).filter((option) => option in componentKeys)).toEqual([]);
  });
});

test('Kibana has the version of Elasticsearch, which it refuses to differ from (C8)', () => {
  const tagOf = (name: string) => services.find((service) => service.name === name)?.image?.split(':')[1];
  expect(tagOf('kibana')).toBe(tagOf('elasticsearch'));
});
