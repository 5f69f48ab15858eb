// @ts-check
import { isNode, list } from './syntax.mjs';

/** @typedef {import('./syntax.mjs').Node} Node */

/** Stands for what is known only when the test runs. */
export const unknown = '…';

/**
 * The text of a title as its author wrote it, with gaps where it is made at run time.
 * Of a choice it is the first, which names the test where everything for it is present; of `name('…')` what goes in.
 * @param {Node} title
 * @returns {string}
 */
export function titleOf(title) {
  if (title.type === 'Literal') return String(title.value);
  if (title.type === 'ConditionalExpression' && isNode(title.consequent)) return titleOf(title.consequent);
  if (title.type === 'CallExpression') return list(title.arguments).slice(0, 1).map(titleOf).join('');
  return title.type === 'TemplateLiteral' ? templateOf(title) : unknown;
}

/** @param {Node} template */
function templateOf({ quasis, expressions }) {
  const texts = list(quasis).map(({ value }) => String(/** @type {{ cooked?: unknown }} */ (value).cooked));
  // What a choice appends is a remark about what is absent.
  const between = list(expressions).map(({ type }) => (type === 'ConditionalExpression' ? '' : unknown));
  return texts.map((text, index) => `${text}${between[index] ?? ''}`).join('');
}
