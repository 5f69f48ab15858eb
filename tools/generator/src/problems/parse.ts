import { kind } from './kind.ts';

/** What is found where files become values. */
export const parseProblems = {
  'missing-file': kind<{ file: string; what: string; misnamed: string | undefined }>({
    severity: 'error',
    title: 'A file is missing',
    explanation: 'A folder under environments/ or clusters/ lacks its main file.',
    message: ({ file, what }) => `${file} does not exist: ${what}.`,
    hint: ({ file, misnamed }) =>
      misnamed ? `Rename ${misnamed} beside it to ${file.slice(file.lastIndexOf('/') + 1)}.` : `Create ${file}, or remove its folder.`,
  }),
  'invalid-name': kind<{ name: string; what: 'environment' | 'cluster'; reason: string }>({
    severity: 'error',
    title: "A folder name that can't name an environment or a cluster",
    explanation:
      'Applications, projects and namespaces are named after the folder, so it has to be a DNS label of at most 50 characters. "-root", "-addons" and "cluster-" tell the generator\'s own projects apart and are reserved.',
    message: ({ name, what, reason }) =>
      `"${name}" can't be the name of ${what === 'environment' ? 'an environment' : 'a cluster'}: it ${reason}.`,
    hint: () => 'Rename the folder.',
  }),
  'unreadable-file': kind<{ file: string; reason: string }>({
    severity: 'error',
    title: 'A file cannot be read',
    explanation: 'The file exists, but the operating system refuses to read it as a file.',
    message: ({ file, reason }) => `${file} can't be read: ${reason}.`,
  }),
  'not-utf-8': kind<{ file: string }>({
    severity: 'error',
    title: 'A file is not UTF-8',
    explanation: 'YAML files are read as UTF-8. Save the file with that encoding.',
    message: ({ file }) => `${file} is not UTF-8 text.`,
    hint: () => 'Save the file with the encoding UTF-8.',
  }),
  'empty-file': kind<{ file: string; example: string }>({
    severity: 'error',
    title: 'A file is empty',
    explanation: 'The file holds nothing but blanks and comments, so it says nothing about what is wanted.',
    message: ({ file }) => `${file} is empty.`,
    hint: ({ example }) => `It starts like this:\n${example}`,
  }),
  'several-documents': kind<{ file: string }>({
    severity: 'error',
    title: 'Several documents in one file',
    explanation: 'One file describes one thing. A second document after `---` would be ignored by many readers, so it is refused.',
    message: () => 'The file holds more than one YAML document.',
    hint: () => 'Remove the line "---" and what follows it.',
  }),
  'merge-conflict': kind<{ file: string }>({
    severity: 'error',
    title: 'A merge conflict is not resolved',
    explanation:
      'Git marks the lines that two sides changed with <<<<<<<, ======= and >>>>>>>. Until a person has chosen, nobody knows what is wanted.',
    message: ({ file }) => `${file} has the conflict markers of a merge.`,
    hint: () => 'Decide between the two sides, take out the lines with <<<<<<<, ======= and >>>>>>>, and run again.',
  }),
  'invalid-yaml': kind<{ reason: string; hint: string | undefined }>({
    severity: 'error',
    title: 'Invalid YAML',
    explanation:
      'The text is not YAML. The place is where the mistake begins, or where the parser noticed: then the line above may be the wrong one.',
    message: ({ reason }) => reason,
    hint: ({ hint }) => hint,
  }),
  'tab-indent': kind<Record<never, never>>({
    severity: 'error',
    title: 'A tab in the indentation',
    explanation: 'YAML indents with blanks only.',
    message: () => 'This line is indented with a tab.',
    hint: () => 'Indent with two blanks a level.',
  }),
  'duplicate-key': kind<{ key: string }>({
    severity: 'error',
    title: 'A key stands twice',
    explanation: 'A mapping names the same key twice. Most readers silently take the last one; here it is refused.',
    message: ({ key }) => `The key "${key}" stands twice in the same mapping.`,
    hint: () => 'Keep one of the two.',
  }),
  'yaml-anchor': kind<{ what: 'anchor' | 'alias' | 'merge key' }>({
    severity: 'error',
    title: 'Anchors, aliases and merge keys',
    explanation:
      'Anchors make a value change at a distance within one file. What several environments have in common belongs into a layer, what is needed once is written once.',
    message: ({ what }) => `${what === 'anchor' ? 'An anchor' : what === 'alias' ? 'An alias' : 'A merge key'} is not allowed here.`,
    hint: () => 'Write the value out, or move what is common into a layer under environments/layers/.',
  }),
  'unknown-key': kind<{
    key: string;
    parent: string;
    known: readonly string[];
    /** Keys that are read before the others, such as those that every component has. */
    beside: readonly string[];
    suggestion: string | undefined;
  }>({
    severity: 'error',
    title: 'An unknown key',
    explanation: 'Every mapping is closed: a key that nobody reads is a typing error, not a comment.',
    message: ({ key, parent }) => `Unknown key "${key}"${parent === '' ? '' : ` in ${parent}`}.`,
    hint: ({ known, beside, suggestion }) => {
      if (suggestion) return `Did you mean "${suggestion}"?`;
      if (known.length + beside.length === 0) return 'Nothing can be set here.';
      const own = known.length > 0 ? `Known keys: ${known.join(', ')}.` : 'It has no keys of its own.';
      return beside.length > 0 ? `${own} Every component has: ${beside.join(', ')}.` : own;
    },
  }),
  'plaintext-secret': kind<{ what: string; reason: string }>({
    severity: 'error',
    title: 'A secret in a file that people edit',
    explanation:
      'Whoever can read the repository, now or later, could read it. Values never stand here: an environment names its Secrets, and they come from a store, are sealed, or are created by hand.',
    message: ({ what, reason }) => `${what} seems to be a secret: ${reason}.`,
    hint: () =>
      'Take it out, and put the value where the secrets of the environment come from. If it was ever committed, replace it: history keeps it.',
  }),
  'invalid-sealed-secret': kind<{ file: string; reason: string }>({
    severity: 'error',
    title: 'A file in sealed-secrets/ that does not fit',
    explanation:
      'A file in sealed-secrets/ holds one SealedSecret with the name of the Secret, in the namespace of the components that use it.',
    message: ({ file, reason }) => `${file} ${reason}.`,
    hint: () => 'Only what kubeseal writes belongs there. If a value was ever committed in plain text, replace it: history keeps it.',
  }),
  'missing-key': kind<{ key: string; parent: string; description: string | undefined }>({
    severity: 'error',
    title: 'A required key is missing',
    explanation: 'The key has no default, because no value would be right for everybody.',
    message: ({ key, parent }) => `${parent === '' ? 'The file' : parent} lacks the key "${key}".`,
    hint: ({ key, description }) => `Add "${key}: …"${description ? ` (${lowerFirst(description)})` : ''}.`,
  }),
  'wrong-type': kind<{ path: string; expected: string; actual: string; hint: string | undefined }>({
    severity: 'error',
    title: 'A value of the wrong type',
    explanation:
      'The value is, for example, a text where a number is expected. Quotes make a text of what looks like a number or a boolean.',
    message: ({ path, expected, actual }) => `${path === '' ? 'The file' : path} must be ${expected}, but it is ${actual}.`,
    hint: ({ hint }) => hint,
  }),
  /** Values as the file has them: a text in quotes. */
  'wrong-value': kind<{ path: string; value: string; allowed: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'A value that is not among the allowed ones',
    explanation: 'The key takes one of a few values only.',
    message: ({ path, value }) => `${path} can't be ${value}.`,
    hint: ({ allowed, suggestion }) => `${suggestion === undefined ? '' : `Did you mean ${suggestion}? `}Allowed: ${allowed.join(', ')}.`,
  }),
  'invalid-value': kind<{ path: string; value: string; reason: string; suggestion: string | undefined; description: string | undefined }>({
    severity: 'error',
    title: 'A value out of its bounds',
    explanation: 'The value has the right type, but not the form or the size that is asked for.',
    message: ({ path, value, reason }) => `${path} can't be ${value}: it ${reason}.`,
    hint: ({ suggestion, description }) =>
      [suggestion && `Did you mean ${suggestion}?`, description].filter(Boolean).join('\n') || undefined,
  }),
};

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
