import { addonApplication, addonsProject, bootstrapFiles, childNamespace, environmentProjects, rootApplication } from '@gitops/argocd';
import { emit } from '@gitops/yaml';
import type { Cluster, EnvironmentPlan, FileSet } from '../model.ts';

/** What the projects and the root of one environment are computed from. */
type EnvironmentSummary = Pick<EnvironmentPlan, 'environment'> & {
  /** Of every rendered object, without its content. */
  readonly objects: readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
  }[];
};

/**
 * The files of one cluster: what an administrator does once (`bootstrap/`), and what the cluster's root syncs (`argocd/`): addons, and
 * a folder an environment. `kept` are files of environments that can't be rendered now and stay as they are.
 */
export function clusterFiles(cluster: Cluster, environments: readonly EnvironmentSummary[], kept: ReadonlyMap<string, string>): FileSet {
  const files = new Map(kept);
  for (const [file, content] of Object.entries(bootstrapFiles(cluster)))
    files.set(`bootstrap/${file}`, typeof content === 'string' ? content : emit(content));
  if (cluster.addons.length > 0) files.set('argocd/addons/appproject.yaml', emit(addonsProject(cluster)));
  for (const addon of cluster.addons) files.set(`argocd/addons/application-${addon.name}.yaml`, emit(addonApplication(addon, cluster)));
  for (const { environment, objects } of environments) {
    const { name, folder, namespaces, sync } = environment;
    const { argocd, destination } = cluster;
    const [rootProject, project] = environmentProjects({ environment: name, argocd, destination, namespaces, objects });
    const put = (file: string, object: object) => files.set(`argocd/${name}/${file}.yaml`, emit(object));
    const namespace = childNamespace(name, argocd);
    if (namespace) put('namespace', namespace);
    put('appproject-root', rootProject);
    put('appproject', project);
    put('application-root', rootApplication({ environment: name, folder, argocd, sync }));
  }
  return { folder: `${cluster.folder}/generated`, unit: cluster.folder, files };
}
