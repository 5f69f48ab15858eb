import { expect, test } from 'vitest';
import { fillRules } from './metrics.ts';

const rules = 'up{job="{{job}}"} < {{replicas}} # of {{replicas}}, {{ $value }}';

test('numbers are filled in wherever they stand, and what is not ours stays', () => {
  expect(fillRules(rules, { replicas: 3 })).toBe('up{job="{{job}}"} < 3 # of 3, {{ $value }}');
});

test('a number that no rule asks for is a bug', () => {
  expect(() => fillRules(rules, { replica: 3 })).toThrow('{{replica}}');
});
