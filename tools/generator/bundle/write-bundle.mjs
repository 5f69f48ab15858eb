// @ts-check
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
try {
  await bundle({ services: path('../src/catalogue.generated.ts'), folder: path('../dist'), name: 'gen', root: path('../../..') });
} catch (error) {
  // What esbuild refuses it has already shown, with the lines concerned.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
