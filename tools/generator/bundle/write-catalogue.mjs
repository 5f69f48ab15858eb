// @ts-check
import { fileURLToPath } from 'node:url';
import { writeCatalogue } from './catalogue.mjs';

try {
  writeCatalogue(fileURLToPath(new URL('../../..', import.meta.url)));
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
  process.exitCode = 1;
}
