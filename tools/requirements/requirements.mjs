// @ts-check
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { evidenceIn } from './evidence.mjs';
import { testFiles } from './test-files.mjs';

/** @typedef {import('./evidence.mjs').Evidence} Evidence */
/** @typedef {{ readonly id: string, readonly text: string, readonly shown: readonly Evidence[], readonly reason?: string, readonly difference?: string }} Requirement */
/** @typedef {{ readonly requirements: readonly Requirement[], readonly complaints: readonly string[] }} Judgement */
/** @typedef {{ readonly list: string, readonly reasons: string, readonly differences: string, readonly tests: Readonly<Record<string, string>> }} Sources texts; of tests by file */

const listFile = 'tools/requirements/requirements.tsv';
const reasonsFile = 'tools/requirements/untested.yaml';
const differencesFile = 'tools/requirements/differences.yaml';

/**
 * @param {string} root
 * @returns {Sources}
 */
export function readSources(root) {
  const read = (/** @type {string} */ file) => readFileSync(`${root}/${file}`, 'utf8');
  const tests = Object.fromEntries(testFiles(root).map((file) => [file, read(file)]));
  return { list: read(listFile), reasons: read(reasonsFile), differences: read(differencesFile), tests };
}

/**
 * Which tests show which requirement, and everything that keeps the answer from being complete and true.
 * @param {Sources} sources
 * @returns {Judgement}
 */
export function judge({ list, reasons, differences, tests }) {
  const rows = list.trimEnd().split('\n').slice(1);
  const known = new Map(rows.map((row) => /** @type {[string, string]} */ (row.split('\t'))));
  const read = Object.entries(tests).map(([file, source]) => evidenceIn(file, source));
  const evidence = read.flatMap((each) => each.evidence);
  const reasonOf = sentences(reasons);
  const differenceOf = sentences(differences);
  const requirements = [...known].map(([id, text]) => {
    const shown = evidence.filter(({ ids, runs }) => runs !== 'never' && ids.includes(id));
    return { id, text, shown, reason: reasonOf[id], difference: differenceOf[id] };
  });
  const unknown = (/** @type {readonly string[]} */ ids) => ids.filter((id) => !known.has(id)).join(', ');
  const strangers = (/** @type {string} */ file, /** @type {string} */ ids) => (ids ? [`${file}: nobody requires ${ids}`] : []);
  return {
    requirements,
    complaints: [
      ...read.flatMap((each) => each.complaints),
      ...evidence.flatMap(({ file, title, ids }) => strangers(file, unknown(ids)).map((complaint) => `${complaint} of "${title}"`)),
      ...strangers(reasonsFile, unknown(Object.keys(reasonOf))),
      ...strangers(differencesFile, unknown(Object.keys(differenceOf))),
      ...requirements.flatMap(contradiction),
      ...gaps(requirements, evidence),
    ],
  };
}

/**
 * @param {string} text of a YAML file, from requirement to sentence
 * @returns {Readonly<Record<string, string>>}
 */
function sentences(text) {
  return parse(text) ?? {};
}

/** @param {Requirement} requirement */
function contradiction({ id, shown: [first], reason, difference }) {
  if (first && reason) return [`${reasonsFile}: ${id} has a reason, although a test in ${first.file} shows it`];
  return difference && !first ? [`${differencesFile}: no test shows ${id}, so there is nothing that could differ`] : [];
}

/**
 * @param {readonly Requirement[]} requirements
 * @param {readonly Evidence[]} evidence
 */
function gaps(requirements, evidence) {
  const open = requirements.filter(({ shown, reason }) => shown.length === 0 && !reason).map(({ id }) => id);
  const skipped = evidence.filter(({ ids }) => ids.some((id) => open.includes(id)));
  return [
    ...skipped.map(({ file, title, ids }) => `${file}: "${title}" is skipped and shows nothing of ${ids.join(', ')}`),
    ...(open.length > 0 ? [`${reasonsFile}: no reason for ${open.join(', ')}, which no test shows`] : []),
  ];
}
