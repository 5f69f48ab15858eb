// @ts-check
import { posix } from 'node:path';

/** @typedef {import('./requirements.mjs').Requirement} Requirement */
/** @typedef {import('./evidence.mjs').Evidence} Evidence */

const systems = new Map([
  ['W', 'WorkFX AI'],
  ['Y', 'Yuxi-Know'],
  ['V', 'VoiceAssistant'],
  ['P', 'PostHog and Model Router'],
]);

/**
 * docs/requirements.md: every requirement with the tests that show it, or the reason why none does.
 * @param {readonly Requirement[]} requirements
 */
export function requirementsPage(requirements) {
  const parts = [...systems].map(([letter, name]) => ({ name, rows: requirements.filter(({ id }) => id.startsWith(letter)) }));
  return `# Requirements

Where each of the ${requirements.length} numbered requirements is met. A title of a test that ends with numbers, as in \`never fewer than three replicas (Y007)\`, says that the
test shows these requirements; skipped tests don't count. What is in *italics* was written by hand: where no test can show a requirement, the reason; where
what the tests show is not to the letter what is required, what was decided instead. Made by \`npx nx run requirements:docs\` from the titles and tools/requirements.

| system | requirements | shown by tests | of these, in another way | with a reason why not |
|---|--:|--:|--:|--:|
${[...parts, { name: 'all', rows: requirements }].map(countRow).join('\n')}

${parts.map(section).join('\n\n')}
`;
}

/** @param {{ name: string, rows: readonly Requirement[] }} part */
function countRow({ name, rows }) {
  const counts = [
    rows.length,
    rows.filter(({ shown }) => shown.length > 0).length,
    rows.filter(({ difference }) => difference).length,
    rows.filter(({ reason }) => reason).length,
  ];
  const label = name === 'all' ? '**all**' : `[${name}](#${name.toLowerCase().replaceAll(' ', '-')})`;
  return `| ${label} | ${counts.join(' | ')} |`;
}

/** @param {{ name: string, rows: readonly Requirement[] }} part */
function section({ name, rows }) {
  const lines = rows.map((row) => `| ${row.id} | ${markdown(row.text)} | ${answer(row)} |`);
  return [`## ${name}`, '', '| | requirement | shown by, or why not |', '|---|---|---|', ...lines].join('\n');
}

/** @param {Requirement} requirement */
function answer({ shown, reason, difference }) {
  const files = [...new Set(shown.map(({ file }) => file))];
  const lines = files.map((file) => {
    const titles = shown.filter((each) => each.file === file).map(sentence);
    return `[${placeOf(file)}](../${file}): ${titles.join('; ')}`;
  });
  const byHand = [difference, reason].flatMap((text) => (text ? [`*${markdown(text)}*`] : []));
  return [...lines, ...byHand].join('<br>') || '**open**';
}

/** @param {Evidence} evidence */
function sentence({ title, runs }) {
  // What differs between the rows of `test.each`.
  const common = title.replace(/%[sdifjo]|\$\w+/g, '…');
  return `${plain(common)}${runs === 'sometimes' ? ' (where the program is present)' : ''}`;
}

/**
 * `redis` for packages/services/redis/redis.test.ts, `redis/conf` for the test of a part.
 * @param {string} file
 */
function placeOf(file) {
  const name = posix.basename(file, '.test.ts');
  const folder = posix.basename(posix.dirname(file));
  return folder === name || ['src', 'environments'].includes(folder) ? name : `${folder}/${name}`;
}

/** @param {string} markdown */
function markdown(markdown) {
  return markdown.trim().replaceAll('|', '\\|');
}

/** @param {string} text */
function plain(text) {
  return text.replace(/[\\`*|<>~]|\b_\B|\B_\b/g, '\\$&');
}
