// @ts-check
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/**
 * A module whose default export are the validators of the schemas, in their order.
 * @param {readonly object[]} schemas
 * @param {import('ajv').Options} options
 */
export function validatorsSource(schemas, options) {
  const ajv = new Ajv({ ...options, code: { source: true } });
  const names = schemas.map((schema, index) => {
    const name = `schema${index}`;
    ajv.addSchema(schema, name);
    return name;
  });
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  return `${code}\nmodule.exports = [${names.map((name) => `exports.${name}`).join(', ')}];\n`;
}
