import type { AnyService, Needs } from '@gitops/kit';
import { ClusterFile } from '../parse/schemas/cluster-file.ts';
import { componentKeys, EnvironmentFile, LayerFile } from '../parse/schemas/environment-file.ts';
import type { Catalogue } from '../resolve/catalogue.ts';
import { wantedContract } from '../resolve/needs.ts';

type Json = Record<string, unknown>;

/** The JSON Schemas that editors complete and check with, by file name: made of the declarations that the generator validates with. */
export function editorSchemas(catalogue: Catalogue): Record<string, Json> {
  const definitions = Object.fromEntries([...catalogue.services.values()].map((service) => [service.name, componentSchema(service)]));
  const components = componentsSchema(catalogue);
  const withComponents = (schema: object, file: string) => {
    const { properties, ...rest } = editable(schema) as Json & { properties: Json };
    return { ...head(file), ...rest, properties: { ...properties, components }, definitions };
  };
  return {
    'environment.schema.json': withComponents(EnvironmentFile, 'environment.schema.json'),
    'layer.schema.json': withComponents(LayerFile, 'layer.schema.json'),
    'cluster.schema.json': { ...head('cluster.schema.json'), ...(editable(ClusterFile) as Json) },
  };
}

function head(file: string): Json {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: file };
}

/** A component called like a builder has its options; any other one says its builder or, where it is external, its contract. */
function componentsSchema({ services, contracts }: Catalogue): Json {
  const names = [...services.keys()];
  const reference = (name: string) => ({ $ref: `#/definitions/${name}` });
  const byBuilder = names.map((name) => ({
    if: { properties: { builder: { const: name } }, required: ['builder'] },
    then: reference(name),
  }));
  const byContract = [...contracts.values()].map(({ name, endpoint }) => ({
    if: { properties: { provides: { const: name } }, required: ['provides'] },
    then: { properties: { external: editable(endpoint) } },
  }));
  const named = {
    type: 'object',
    properties: { builder: { enum: names }, provides: { enum: [...contracts.keys()] } },
    anyOf: [{ required: ['builder'] }, { required: ['provides'] }],
    allOf: [...byBuilder, ...byContract],
  };
  return {
    type: 'object',
    description: 'What the environment consists of, by name. null takes out what a layer put in',
    properties: Object.fromEntries(names.map((name) => [name, reference(name)])),
    additionalProperties: { anyOf: [{ type: 'null' }, named] },
  };
}

function componentSchema({ name, tier, image, needs = {}, provides, options }: AnyService): Json {
  const bindings = Object.entries<Needs[string]>(needs).map(([name, need]) => {
    const only = 'byName' in need ? '; none unless it is named here' : '';
    return [name, { type: 'string', description: `The component that provides ${wantedContract(need).name}${only}` }] as const;
  });
  const own = {
    ...(editable(componentKeys) as Json),
    needs: {
      type: 'object',
      properties: Object.fromEntries(bindings),
      additionalProperties: false,
      description: 'From a need of the builder to the component that fulfils it, where the type alone is ambiguous',
    },
    external: editable(provides.endpoint),
    ...(editable(options) as { properties: Json }).properties,
  };
  const description = `${tier}; provides ${provides.name}${image ? `; image ${image}` : ''}`;
  return {
    description,
    anyOf: [{ type: 'null' }, { type: 'object', title: name, description, properties: own, additionalProperties: false }],
  };
}

/** As a person writes it: what has a default need not be there, and markers of ours are left out. */
function editable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(editable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { required, from: _, ...rest } = schema as Json & { required?: unknown };
  const result = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, editable(value)]));
  if (!Array.isArray(required)) return required === undefined ? result : { ...result, required };
  const properties = (rest.properties ?? {}) as Readonly<Record<string, { default?: unknown }>>;
  const needed = required.filter((name: string) => properties[name]?.default === undefined);
  return needed.length > 0 ? { ...result, required: needed } : result;
}
