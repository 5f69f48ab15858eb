// @ts-check
import { parseAst } from 'vitest/node';
import { titlesOfRows } from './rows.mjs';
import { runsOf } from './runs.mjs';
import { children, isFunction, isNode, list, wordsOf } from './syntax.mjs';
import { titleOf } from './title.mjs';

/** @typedef {import('./runs.mjs').Runs} Runs */
/** @typedef {import('./syntax.mjs').Node} Node */
/** @typedef {{ readonly title: string, readonly groups: readonly string[], readonly runs: Runs }} Declared a test, or a group of tests */
/** @typedef {{ readonly groups: readonly string[], readonly runs: Runs }} Surroundings */

const kinds = new Map([
  ['test', 'test'],
  ['it', 'test'],
  ['describe', 'group'],
  ['suite', 'group'],
]);

/** Calls that return what is then called with a title. */
const factories = ['each', 'for', 'skipIf', 'runIf', 'extend'];

/**
 * The tests and groups that a file declares. The rows of `test.each` are one test, unless the last thing in the title, `(%s)`, is of the row.
 * @param {string} source
 */
export function declaredTests(source) {
  const program = /** @type {Node} */ (/** @type {unknown} */ (parseAst(source, { lang: 'ts' })));
  return declaredIn(program, { groups: [], runs: 'always' });
}

/**
 * @param {Node} node
 * @param {Surroundings} surroundings
 * @returns {Declared[]}
 */
function declaredIn(node, { groups, runs }) {
  const call = declaringCall(node);
  if (!call) return children(node).flatMap((child) => declaredIn(child, { groups, runs }));
  const title = titleOf(call.title);
  const own = rarer(runs, runsOf(call.kind, call.words, call.rest));
  if (call.kind === 'test') {
    const titles = title.endsWith(' (%s)') ? titlesOfRows(title, call.callee) : [title];
    return titles.map((each) => ({ title: each, groups, runs: own }));
  }
  const inside = call.rest.filter(isFunction).flatMap((body) => declaredIn(body, { groups: [...groups, title], runs: own }));
  return [{ title, groups, runs: inside.reduce((best, each) => oftener(best, each.runs), never) }, ...inside];
}

/** @param {Node} node */
function declaringCall({ type, callee, arguments: passed }) {
  if (type !== 'CallExpression' || !isNode(callee)) return undefined;
  const words = wordsOf(callee);
  const kind = kinds.get(words[0] ?? '');
  const [title, ...rest] = list(passed);
  const isFactory = callee.type === 'MemberExpression' && factories.includes(words.at(-1) ?? '');
  return kind && title && !isFactory ? { kind, words, callee, title, rest } : undefined;
}

/** @type {readonly Runs[]} */
const order = ['never', 'sometimes', 'always'];
/** @type {Runs} */
const never = 'never';

/** @param {Runs} one @param {Runs} other */
function rarer(one, other) {
  return order.indexOf(one) < order.indexOf(other) ? one : other;
}

/** @param {Runs} one @param {Runs} other */
function oftener(one, other) {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}
