import { describe, expect, test } from 'vitest';
import { escapeTemplates } from './escape-templates.ts';

describe('a text', () => {
  test('leaves a text without an action alone', () => {
    expect(escapeTemplates('.spec.template | {a: {b: 1}} }}')).toBe('.spec.template | {a: {b: 1}} }}');
  });

  test('turns every opening of an action into one that prints it', () => {
    expect(escapeTemplates('{{ .Values.revision }} and {{- x -}}')).toBe('{{ `{{` }} .Values.revision }} and {{ `{{` }}- x -}}');
  });

  test('adds nothing that a double-quoted YAML string would escape', () => {
    expect(escapeTemplates('{{')).not.toMatch(/["\\]/);
  });
});

test('every text is reached, and everything else kept', () => {
  expect(escapeTemplates({ wave: 110, on: true, none: undefined, nested: [{ filter: '{{ x }}' }] })).toEqual({
    wave: 110,
    on: true,
    none: undefined,
    nested: [{ filter: '{{ `{{` }} x }}' }],
  });
});
