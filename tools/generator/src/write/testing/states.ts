import type { FileSet } from '../../model.ts';

export const unit = 'environments/ka';
export const folder = `${unit}/generated`;

export function fileSet(files: Readonly<Record<string, string>>): FileSet {
  return { unit, folder, files: new Map(Object.entries(files)) };
}

const same = { 'argocd/Chart.yaml': 'name: ka\n', 'manifests/redis/service.yaml': 'port: 6379\n' };

/** Two states of one environment: between them something is added, changed, removed and kept. */
export const older = { ...same, 'argocd/templates/root.yaml': 'old: 1\n', 'manifests/mongo/service.yaml': 'port: 27017\n' };
export const newer = { ...same, 'argocd/templates/root.yaml': 'new: 2\n', 'manifests/api/deployment.yaml': 'replicas: 2\n' };
