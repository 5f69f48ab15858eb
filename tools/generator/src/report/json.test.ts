import { expect, test } from 'vitest';
import { outcomeJson } from './json.ts';
import { anyProblem, changes, environment, outcome } from './testing/outcomes.ts';

test('everything that the text tells, and what follows from it', () => {
  const at = { file: 'environments/wrong/environment.yaml', line: 2, column: 3, length: 4 };
  const told = outcome([
    environment('ka', { changes: changes({ changed: ['a.yaml'], edited: ['a.yaml'] }), overwritten: ['a.yaml'], milliseconds: 41.6 }),
    environment('wrong', { changes: undefined, problems: [anyProblem('Wrong.', { at, hint: 'Right it.' })] }),
  ]);
  expect(outcomeJson(told)).toBe(`{
  "version": 1,
  "command": "generate",
  "exitCode": 1,
  "milliseconds": 314,
  "units": [
    {
      "unit": "environments/ka",
      "kind": "environment",
      "source": "present",
      "state": "changed",
      "components": 9,
      "waves": 4,
      "milliseconds": 42,
      "problems": [],
      "changes": {
        "added": [],
        "changed": [
          "a.yaml"
        ],
        "removed": [],
        "edited": [
          "a.yaml"
        ],
        "foreign": [],
        "missing": [],
        "unchanged": 1,
        "inventory": "stale"
      },
      "overwritten": [
        "a.yaml"
      ]
    },
    {
      "unit": "environments/wrong",
      "kind": "environment",
      "source": "present",
      "state": "failed",
      "components": 9,
      "waves": 4,
      "milliseconds": 42,
      "problems": [
        {
          "code": "write-failed",
          "severity": "error",
          "message": "Wrong.",
          "hint": "Right it.",
          "at": {
            "file": "environments/wrong/environment.yaml",
            "line": 2,
            "column": 3,
            "length": 4
          }
        }
      ],
      "overwritten": []
    }
  ]
}
`);
});
