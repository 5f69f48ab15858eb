import { childApplication, environmentNames, rootChart } from '@gitops/argocd';
import { emit } from '@gitops/yaml';
import type { EnvironmentPlan, FileSet, ManifestObject, PlannedComponent } from '../model.ts';
import { environmentReadme } from './environment-readme.ts';
import { inventoryFile } from './inventory.ts';

/** The files of one environment: the root's chart with an Application a component, and every object as a file of its own. */
export function environmentFiles(plan: EnvironmentPlan): FileSet {
  const { environment, components } = plan;
  const { name, folder, cluster } = environment;
  const { project, childNamespace } = environmentNames(name, cluster.argocd);
  const files = new Map<string, string>([['README.md', environmentReadme(plan)]]);
  for (const [file, content] of Object.entries(rootChart(name)))
    files.set(`argocd/${file}`, typeof content === 'string' ? content : emit(content));
  for (const component of components) {
    const application = childApplication({
      environment: name,
      component: component.name,
      wave: component.wave,
      project,
      namespace: childNamespace,
      repository: cluster.argocd.repository,
      path: `${folder}/generated/manifests/${component.name}`,
      inventory: `${folder}/generated/${inventoryFile}`,
      destination: cluster.destination,
      targetNamespace: component.namespace,
    });
    files.set(`argocd/templates/${String(component.wave).padStart(3, '0')}-${component.name}.yaml`, emit(application));
    for (const object of component.objects) files.set(`manifests/${component.name}/${fileName(object, component)}`, emit(object));
  }
  return { folder: `${folder}/generated`, unit: folder, files };
}

/** `<kind>-<name>.yaml`; an object outside the component's namespace says which one it is in. */
function fileName({ kind, metadata }: ManifestObject, { namespace }: PlannedComponent): string {
  const elsewhere = metadata.namespace !== undefined && metadata.namespace !== namespace ? `-${metadata.namespace}` : '';
  return `${kind.toLowerCase()}-${metadata.name}${elsewhere}.yaml`;
}

/** How much Argo CD will read for each component. */
export function manifestBytes({ files }: FileSet): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const [path, text] of files) {
    const [folder, component = ''] = path.split('/', 2);
    if (folder === 'manifests') bytes.set(component, (bytes.get(component) ?? 0) + Buffer.byteLength(text));
  }
  return bytes;
}
