// The facts that everything starts from.

export { type Addon, type ArgoCd, argocdCluster, type ClusterFacts, type Destination, type SecretStore } from './cluster.ts';
export { addonName, childName, clusterNames, environmentNames } from './names.ts';
export { type ArgoCdFeature, argocdFeatures, minimumArgoCdVersion, missingFeatures } from './versions.ts';

// An environment's own folder.

export { type ChildApplication, childApplication } from './child-application.ts';
export { escapeTemplate } from './escape-template.ts';
export { rootChart } from './root-chart.ts';

// What a cluster's folder holds for an environment, and for itself.

export { addonApplication } from './addon-application.ts';
export { addonsProject } from './addons-project.ts';
export { childNamespace } from './child-namespace.ts';
export { type EnvironmentProjects, environmentProjects } from './environment-projects.ts';
export type { PermittedObject } from './permitted-kinds.ts';
export { type RootApplication, rootApplication } from './root-application.ts';

// What an administrator does once.

export type { HealthLimits } from './application-health.ts';
export { type BootstrapFiles, bootstrapFiles } from './bootstrap.ts';
export { clusterProject } from './cluster-project.ts';
export { clusterRoot } from './cluster-root.ts';
export { argocdCm, argocdCmdParamsCm, argocdValues } from './settings.ts';
