import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { withDefaults } from './defaults.ts';
import { Resources } from './quantities.ts';

test('a part that is set leaves the defaults of the others', () => {
  const schema = Type.Object({ resources: Resources({ requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '4Gi' } }) });
  expect(withDefaults(schema, { resources: { limits: { memory: '8Gi' } } })).toEqual({
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '8Gi' } },
  });
});

test('the branch of a union that the value belongs to is completed, no other', () => {
  const schema = Type.Object({
    strategy: Type.Union(
      [
        Type.Object({ type: Type.Literal('rolling'), maxSurge: Type.Integer({ default: 1 }) }),
        Type.Object({
          type: Type.Literal('canary'),
          steps: Type.Array(Type.Object({ weight: Type.Integer(), pause: Type.String({ default: '5m' }) })),
        }),
      ],
      { default: { type: 'rolling' } },
    ),
  });
  expect(withDefaults(schema, {})).toEqual({ strategy: { type: 'rolling', maxSurge: 1 } });
  expect(withDefaults(schema, { strategy: { type: 'canary', steps: [{ weight: 20 }] } })).toEqual({
    strategy: { type: 'canary', steps: [{ weight: 20, pause: '5m' }] },
  });
});

test('a value without a tag belongs to the branch that has the tag as its default', () => {
  const schema = Type.Union([
    Type.Object({ type: Type.Literal('file', { default: 'file' }), path: Type.String({ default: '/data' }) }),
    Type.Object({ type: Type.Literal('bucket'), name: Type.String() }),
  ]);
  expect(withDefaults(schema, {})).toEqual({ type: 'file', path: '/data' });
});

test('neither the value nor the default is changed or handed out', () => {
  const schema = Type.Object({ list: Type.Array(Type.String(), { default: ['a'] }) });
  const value = {};
  (withDefaults(schema, value) as { list: string[] }).list.push('b');
  expect(value).toEqual({});
  expect(withDefaults(schema, {})).toEqual({ list: ['a'] });
});

test('what has the wrong type is left for the validator', () => {
  expect(withDefaults(Type.Object({ a: Type.Object({ b: Type.Integer({ default: 1 }) }) }), { a: 'text' })).toEqual({ a: 'text' });
});

test('the order in which somebody writes options changes nothing', () => {
  const schema = Type.Object({ replicas: Type.Integer(), logLevel: Type.String({ default: 'info' }), domain: Type.String() });
  const keys = ['replicas', 'logLevel', 'domain'];
  expect(Object.keys(withDefaults(schema, { domain: 'example.com', replicas: 3 }) as object)).toEqual(keys);
});
