// @ts-check
import { isNode, list } from './syntax.mjs';
import { unknown } from './title.mjs';

/** @typedef {import('./syntax.mjs').Node} Node */

/**
 * The titles of `test.each([['a', 1]])('%s of %i', …)` as the runner makes them of rows that stand in the file; else the title as it is.
 * @param {string} title
 * @param {Node} callee
 * @returns {string[]}
 */
export function titlesOfRows(title, { type, callee, arguments: passed }) {
  const [rows] = list(passed);
  const isEach = type === 'CallExpression' && isNode(callee) && isNode(callee.property) && callee.property.name === 'each';
  const table = isEach && rows ? withoutTypes(rows) : undefined;
  if (table?.type !== 'ArrayExpression') return [title];
  return list(table.elements).map((row) => {
    const cells = row.type === 'ArrayExpression' ? list(row.elements) : [row];
    const texts = cells.map(textOf);
    return title.replace(/%[sdifjo]/g, () => texts.shift() ?? unknown);
  });
}

/** @param {Node} node */
function textOf(node) {
  const value = literalOf(node);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * @param {Node} node
 * @returns {unknown}
 */
function literalOf(node) {
  if (node.type === 'Literal' && !node.regex) return node.value;
  return node.type === 'ArrayExpression' ? list(node.elements).map(literalOf) : unknown;
}

/**
 * `['a'] as const` is `['a']`.
 * @param {Node} node
 * @returns {Node}
 */
function withoutTypes(node) {
  return node.type.startsWith('TS') && isNode(node.expression) ? withoutTypes(node.expression) : node;
}
