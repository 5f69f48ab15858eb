// @ts-check
import { importsOf } from './imports.mjs';
import { projectsOf } from './projects.mjs';

export const name = 'platform';

/**
 * One project per folder of services and apps, per environment and per cluster.
 * @type {import('nx/src/devkit-exports').CreateNodes}
 */
export const createNodes = [
  '{packages/services/*/!(*.test).ts,apps/*/!(*.test).ts,environments/*/environment.yaml,clusters/*/cluster.yaml}',
  (files, _options, { workspaceRoot }) =>
    projectsOf(workspaceRoot, files).map(({ file, project }) => [file, { projects: { [project.root]: project } }]),
];

/**
 * Code depends on what it imports. The tools' tests don't count: one that uses a builder would make every environment depend on that builder.
 * @type {import('nx/src/devkit-exports').CreateDependencies}
 */
export const createDependencies = (_options, { projects, filesToProcess, workspaceRoot }) => {
  const projectsByRoot = new Map(Object.entries(projects).map(([project, { root }]) => [root, project]));
  return Object.entries(filesToProcess.projectFileMap).flatMap(([source, changed]) => {
    const files = changed.map(({ file }) => file).filter((file) => /\.(ts|mjs)$/.test(file) && !/^tools\/.*\.test\.ts$/.test(file));
    const imports = files.flatMap((file) => importsOf(workspaceRoot, file, projectsByRoot));
    return imports.filter(({ target }) => target !== source).map((found) => ({ source, ...found, type }));
  });
};

const type = /** @type {import('nx/src/devkit-exports').DependencyType.static} */ ('static');
