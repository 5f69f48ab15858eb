import { describe, expect, test } from 'vitest';
import { escapeTemplate, escapeTemplates } from './escape-template.ts';

describe('escapeTemplate', () => {
  test('leaves a text without an action alone', () => {
    expect(escapeTemplate('.spec.template | {a: {b: 1}} }}')).toBe('.spec.template | {a: {b: 1}} }}');
  });

  test('turns every opening of an action into one that prints it', () => {
    expect(escapeTemplate('{{ .Values.revision }} and {{- x -}}')).toBe('{{ `{{` }} .Values.revision }} and {{ `{{` }}- x -}}');
  });

  test('adds nothing that a double-quoted YAML string would escape', () => {
    expect(escapeTemplate('{{')).not.toMatch(/["\\]/);
  });
});

test('escapeTemplates reaches every text and keeps everything else', () => {
  expect(escapeTemplates({ wave: 110, on: true, none: undefined, nested: [{ filter: '{{ x }}' }] })).toEqual({
    wave: 110,
    on: true,
    none: undefined,
    nested: [{ filter: '{{ `{{` }} x }}' }],
  });
});
