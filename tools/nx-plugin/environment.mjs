// @ts-check
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** @typedef {Readonly<Record<string, unknown>>} Mapping */

/**
 * What an environment consists of, as far as Nx is concerned: its cluster, its layers and the builders of what it deploys.
 * A component that is external is no use of a builder. Files that can't be read count as empty: the generator says what is wrong with them.
 * @param {string} root
 * @param {string} folder `environments/<name>`
 */
export function readEnvironment(root, folder) {
  const own = read(`${root}/${folder}/environment.yaml`);
  const layers = (Array.isArray(own.layers) ? own.layers : []).map((layer) => `environments/layers/${layer}.yaml`);
  const files = [...layers.map((layer) => read(`${root}/${layer}`)), own];
  /** @type {Map<string, Mapping>} */
  const components = new Map();
  for (const { components: entries } of files) {
    for (const [name, entry] of Object.entries(mapping(entries))) {
      if (entry === null) components.delete(name);
      else components.set(name, { ...components.get(name), ...mapping(entry) });
    }
  }
  // An external component takes its contract from the builder of its name, unless it says which one it provides.
  const built = [...components].filter(([, entry]) => !entry.external || !entry.provides);
  return {
    cluster: files.map(({ cluster }) => cluster).findLast((cluster) => typeof cluster === 'string'),
    layers,
    builders: [...new Set(built.map(([name, { builder }]) => (typeof builder === 'string' ? builder : name)))].sort(),
  };
}

/**
 * @param {string} file
 * @returns {Mapping}
 */
function read(file) {
  try {
    return mapping(parse(readFileSync(file, 'utf8'), { logLevel: 'silent' }));
  } catch {
    return {};
  }
}

/**
 * @param {unknown} value
 * @returns {Mapping}
 */
function mapping(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? /** @type {Mapping} */ (value) : {};
}
