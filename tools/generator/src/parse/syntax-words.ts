interface Words {
  readonly reason: string;
  readonly hint: string | undefined;
}

/** What the YAML parser says, and what we say instead: what is wrong with the line, and how to write it. */
const table: readonly (readonly [says: RegExp, reason: string, hint: string])[] = [
  [
    /nested mappings are not allowed/i,
    "A key can't stand here, behind another one.",
    'Put a value that holds ": " in quotes, and indent all keys of a mapping alike.',
  ],
  [
    /must start at the same column/i,
    'This line is not indented like those that it belongs to.',
    'All keys of a mapping, and all entries of a list, start at the same column. The line above may be the wrong one.',
  ],
  [
    /implicit (map )?keys? need/i,
    'This line is neither a key with a value nor part of one.',
    'Write a colon and a blank behind a key: "key: value".',
  ],
  [/missing closing .quote/i, 'The quote that begins here is not closed.', 'Close it on the same line.'],
  [/must .*end with a }/i, 'The { that begins here is not closed.', 'Write the missing }, indented further than the key it belongs to.'],
  [/must .*end with a ]/i, 'The [ that begins here is not closed.', 'Write the missing ], indented further than the key it belongs to.'],
  [/plain value cannot start with/i, "A value can't begin with this character.", 'Put the value in quotes.'],
  [/(alias|anchor) (cannot be|ending)/i, "A value can't begin with * or & here.", 'Put the value in quotes.'],
  [/keys must be strings/i, 'This key is no text.', 'Nothing is filled in here: put a text with braces, such as a template, in quotes.'],
  [/unresolved tag/i, 'A tag has no meaning here.', 'Take out the word that begins with "!", or put the value in quotes.'],
];

export function explainSyntax(message: string): Words {
  const [, reason, hint] = table.find(([says]) => says.test(message)) ?? [];
  return reason === undefined ? { reason: sentence(message), hint: undefined } : { reason, hint };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
