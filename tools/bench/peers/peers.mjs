// @ts-check
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cdk8s } from './cdk8s.mjs';
import { helm } from './helm.mjs';
import { kustomize } from './kustomize.mjs';

/**
 * Who else can do the work on this machine: cdk8s is installed with the workspace, kubectl and Helm take part where they are found.
 * @param {(name: string) => string} folder makes a folder
 * @param {number} environments
 */
export function peers(folder, environments) {
  const kubectl = find('kubectl');
  const helmProgram = find('helm');
  return [
    cdk8s(folder('cdk8s'), environments),
    ...(kubectl ? [kustomize(folder('kustomize'), environments, kubectl)] : []),
    ...(helmProgram ? [helm(folder('helm'), environments, helmProgram)] : []),
  ];
}

/**
 * On the PATH, or where `go install` puts programs.
 * @param {string} program
 */
function find(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), join(process.env.GOPATH ?? join(homedir(), 'go'), 'bin')];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
