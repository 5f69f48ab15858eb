import { emit } from '@gitops/yaml';
import { describe, expect, test } from 'vitest';
import { addonApplication } from './addon-application.ts';
import { addonsProject } from './addons-project.ts';
import { clusterWaves } from './annotations.ts';
import type { ClusterFacts } from './cluster.ts';
import { clusterProject } from './cluster-project.ts';
import { clusterRoot } from './cluster-root.ts';
import { operator, cluster as prodEu } from './testing/cluster.ts';

const monitored = { ...operator, values: { monitoring: { podMonitorEnabled: false } } };
const keda = { ...operator, name: 'keda', namespace: 'keda', repository: 'ghcr.io/kedacore/charts', chart: 'keda', version: '2.20.1' };
const cluster: ClusterFacts = { ...prodEu, destination: { server: 'https://10.0.0.1' }, addons: [monitored, keda] };

test('the root of a cluster and its project', async () => {
  const objects = [clusterProject(cluster), clusterRoot(cluster)];
  for (const object of objects) object.validate();
  await expect(objects.map(emit).join('---\n')).toMatchFileSnapshot('golden/cluster-root.yaml');
});

test('the addons of a cluster and their project', async () => {
  const objects = [addonsProject(cluster), ...cluster.addons.map((addon) => addonApplication(addon, cluster))];
  for (const object of objects) object.validate();
  await expect(objects.map(emit).join('---\n')).toMatchFileSnapshot('golden/addons.yaml');
});

describe('the root of a cluster', () => {
  test('has no finalizer: deleting it by accident deletes nothing else', () => {
    expect(clusterRoot(cluster).metadata).not.toHaveProperty('finalizers');
  });

  test('sees that its folder is renamed: Argo CD lists a renamed file under its new name only', () => {
    expect(clusterRoot(cluster).metadata).not.toHaveProperty('annotations');
  });

  test('writes no namespace but those of child Applications, and none where they share that of Argo CD', () => {
    const shared = clusterProject({ ...cluster, argocd: { ...cluster.argocd, isolation: 'shared' } });
    expect(clusterProject(cluster).spec.clusterResourceWhitelist).toEqual([{ group: '', kind: 'Namespace', name: 'argocd-*' }]);
    expect(shared.spec.clusterResourceWhitelist).toEqual([]);
  });

  test('deploys nothing itself: only projects and Applications, only to the namespace of Argo CD', () => {
    expect(clusterProject(cluster).spec).toMatchObject({
      destinations: [{ name: 'in-cluster', namespace: 'gitops' }],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
    });
  });
});

describe('an addon', () => {
  test('is ready before anything of an environment is written', () => {
    const { addonsProject, addon, ...environment } = clusterWaves;
    expect(addonsProject).toBeLessThan(addon);
    expect(addon).toBeLessThan(Math.min(...Object.values(environment)));
  });

  test('has no finalizer: with its resource definitions would go every object of their kinds', () => {
    expect(addonApplication(operator, cluster).metadata).not.toHaveProperty('finalizers');
  });

  test('is applied by the server: resource definitions are larger than an annotation may be', () => {
    expect(addonApplication(operator, cluster).spec.syncPolicy?.syncOptions).toContain('ServerSideApply=true');
  });

  test('names its objects after itself, not after the Application', () => {
    expect(addonApplication(operator, cluster).spec.source?.helm?.releaseName).toBe('cnpg');
  });

  test('is in a project of its own, which allows any kind but only its repository and namespace', () => {
    const project = addonsProject({ ...cluster, addons: [operator] });
    expect(addonApplication(operator, cluster).spec.project).toBe(project.metadata.name);
    expect(project.metadata.name).not.toBe(clusterProject(cluster).metadata.name);
    expect(project.spec).toMatchObject({
      sourceRepos: ['https://cloudnative-pg.github.io/charts'],
      destinations: [{ server: 'https://10.0.0.1', namespace: 'cnpg-system' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    });
  });
});
