// @ts-check
import { children, isFunction, isNode, list, wordsOf } from './syntax.mjs';

/** @typedef {'always' | 'sometimes' | 'never'} Runs sometimes: where the program that it needs is present */
/** @typedef {import('./syntax.mjs').Node} Node */

/**
 * Whether what is declared this way runs: `test.skipIf(absent)('…', () => {})` and `test('…', { skip: true }, () => {})` alike.
 * @param {string} kind
 * @param {readonly string[]} words of the callee
 * @param {readonly Node[]} rest what follows the title
 * @returns {Runs}
 */
export function runsOf(kind, words, rest) {
  const body = rest.find(isFunction);
  const options = rest.filter(({ type }) => type === 'ObjectExpression').flatMap(({ properties }) => list(properties).map(keyOf));
  const said = [...words, ...options];
  if (!body || ['skip', 'todo', 'fails'].some((word) => said.includes(word))) return 'never';
  const skipsItself = kind === 'test' && lastWords(body).includes('skip');
  return skipsItself || ['skipIf', 'runIf'].some((word) => said.includes(word)) ? 'sometimes' : 'always';
}

/**
 * Of `context.skip()` it is skip, of everything that a function calls.
 * @param {Node} node
 * @returns {string[]}
 */
function lastWords(node) {
  const own = node.type === 'CallExpression' && isNode(node.callee) ? wordsOf(node.callee).slice(-1) : [];
  return [...own, ...children(node).flatMap(lastWords)];
}

/** @param {Node} property */
function keyOf({ key }) {
  return isNode(key) ? String(key.name ?? key.value) : '';
}
