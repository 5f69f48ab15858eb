// @ts-check
/** @typedef {{ readonly type: string, readonly [key: string]: unknown }} Node of a syntax tree */

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
export function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** @param {Node} node */
export function isFunction({ type }) {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}

/** @param {unknown} value */
export function list(value) {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** @param {Node} node */
export function children(node) {
  return Object.values(node).flatMap((value) => (isNode(value) ? [value] : list(value)));
}

/**
 * The names in what is called: `test.skipIf(absent).each(rows)` is test, skipIf, each.
 * @param {Node} callee
 * @returns {string[]}
 */
export function wordsOf({ type, name, object, property, callee, tag }) {
  if (type === 'Identifier') return [String(name)];
  if (type === 'MemberExpression' && isNode(object) && isNode(property)) return [...wordsOf(object), String(property.name)];
  const inner = type === 'CallExpression' ? callee : tag;
  return isNode(inner) ? wordsOf(inner) : [''];
}
