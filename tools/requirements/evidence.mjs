// @ts-check
import { declaredTests } from './declared-tests.mjs';

/** @typedef {import('./runs.mjs').Runs} Runs */
/** @typedef {{ readonly file: string, readonly title: string, readonly ids: readonly string[], readonly runs: Runs }} Evidence a test or a group that shows requirements; `title` without their numbers */

const tag = / \((?<ids>[WYVP]\d{3}(?:, [WYVP]\d{3})*)\)$/;

/**
 * The tests of a file whose titles end with requirements as in `(Y007, Y031)`, and the titles that seem to and do not.
 * @param {string} file
 * @param {string} source
 */
export function evidenceIn(file, source) {
  const declared = declaredTests(source);
  return {
    evidence: declared.flatMap(({ title, groups, runs }) => {
      const ids = tag.exec(title)?.groups?.ids?.split(', ');
      return ids ? [/** @type {Evidence} */ ({ file, title: [...groups, title].map(untagged).join(' › '), ids, runs })] : [];
    }),
    complaints: declared.flatMap(({ title }) =>
      /\b[WYVP]\d{3}/.test(untagged(title))
        ? [`${file}: "${title}" does not end with its requirements as in "never fewer than three (Y007, Y031)"`]
        : [],
    ),
  };
}

/** @param {string} title */
function untagged(title) {
  return title.replace(tag, '');
}
