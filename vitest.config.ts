import { defineConfig, type Plugin } from 'vitest/config';
import { textExtensions } from './tools/generator/bundle/text-extensions.mjs';
import { testFilePatterns } from './tools/requirements/test-files.mjs';

/** Real configuration files are text here as they are in the bundle. */
const text: Plugin = {
  name: 'text',
  enforce: 'pre',
  transform(code, id) {
    return textExtensions.some((extension) => id.endsWith(extension)) ? `export default ${JSON.stringify(code)};` : undefined;
  },
};

export default defineConfig({
  plugins: [text],
  test: {
    include: testFilePatterns,
    // A loop over an empty list shows nothing.
    expect: { requireAssertions: true },
    // Some tests start real servers, and a machine may be busy: a deadline only ends what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
