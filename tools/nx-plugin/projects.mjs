// @ts-check
import { posix } from 'node:path';
import { readEnvironment } from './environment.mjs';
import { generatorTargets, testTarget } from './targets.mjs';

/**
 * @typedef {import('nx/src/devkit-exports').ProjectConfiguration} Project
 * @typedef {{ readonly file: string, readonly project: Project }} Found
 */

/**
 * The projects that files stand for. Environments and clusters are called by their folders: no builder has a slash in its name.
 * @param {string} workspaceRoot
 * @param {readonly string[]} files
 * @returns {Found[]}
 */
export function projectsOf(workspaceRoot, files) {
  const builders = files.filter((file) => posix.basename(file) === `${posix.basename(posix.dirname(file))}.ts`);
  const names = new Set(builders.map((file) => posix.basename(file, '.ts')));
  const environments = files
    .filter((file) => file.endsWith('/environment.yaml'))
    .map((file) => ({ file, root: posix.dirname(file), uses: readEnvironment(workspaceRoot, posix.dirname(file)) }));
  return [
    ...builders.map((file) => ({ file, project: builderProject(posix.dirname(file)) })),
    ...environments.map(({ file, root, uses }) => {
      // The cluster is an input and no dependency: it depends on its environments, so each of them would depend on all others.
      const inputs = [...uses.layers, ...(uses.cluster ? [`clusters/${uses.cluster}/cluster.yaml`] : [])];
      const builders = uses.builders.filter((builder) => names.has(builder));
      return { file, project: generatedProject(root, 'scope:environment', builders, inputs) };
    }),
    ...files
      .filter((file) => file.endsWith('/cluster.yaml'))
      .map((file) => {
        const root = posix.dirname(file);
        // What Argo CD may do on the cluster is computed from what its environments contain.
        const own = environments.filter(({ uses }) => `clusters/${uses.cluster}` === root).map((environment) => environment.root);
        return { file, project: generatedProject(root, 'scope:cluster', own, []) };
      }),
  ];
}

/**
 * @param {string} root
 * @returns {Project}
 */
function builderProject(root) {
  const tags = ['builder', root.startsWith('apps/') ? 'scope:app' : 'scope:service'];
  return { root, name: posix.basename(root), projectType: 'library', tags, targets: { test: testTarget(root) } };
}

/**
 * @param {string} root
 * @param {string} tag
 * @param {readonly string[]} dependencies
 * @param {readonly string[]} files outside of the folder that it is generated from
 * @returns {Project}
 */
function generatedProject(root, tag, dependencies, files) {
  return {
    root,
    name: root,
    tags: [tag],
    implicitDependencies: ['gen', ...dependencies],
    // What a cluster sees of its environments.
    namedInputs: { source: ['{projectRoot}/**/*', '!{projectRoot}/generated/**/*', ...files.map((file) => `{workspaceRoot}/${file}`)] },
    targets: generatorTargets(root, files),
  };
}
