// The facts that everything starts from.

export type { Addon, ArgoCd, Destination, SecretStore } from './cluster.ts';
export { addonName, childName, clusterNames, environmentNames } from './names.ts';
export { minimumArgoCdVersion, missingFeatures } from './versions.ts';

// An environment's own folder.

export { childApplication } from './child-application.ts';
export { rootChart } from './root-chart.ts';

// What a cluster's folder holds for an environment, and for itself.

export { addonApplication } from './addon-application.ts';
export { addonsProject } from './addons-project.ts';
export { childNamespace } from './child-namespace.ts';
export { environmentProjects } from './environment-projects.ts';
export { rootApplication } from './root-application.ts';

// What an administrator does once.

export { bootstrapFiles } from './bootstrap.ts';
