export { amount } from './amount.ts';
export { AutoscalingOption, autoscaler } from './autoscaling.ts';
export { configMap } from './config-map.ts';
export {
  byName,
  type Connection,
  type ConnectionContract,
  type ConnectionOf,
  connect,
  contract,
  type OptionalNeed,
  optional,
  type Reach,
} from './connection.ts';
export { dataProtection } from './data-protection.ts';
export { withDefaults } from './defaults.ts';
export {
  type AnyContract,
  type AnyService,
  type Build,
  defineService,
  type Manifest,
  type Needs,
  type ServiceDefinition,
  type Tier,
} from './define.ts';
export { disruptionBudget } from './disruption.ts';
export { env, fieldRef } from './env.ts';
export { exported, exporter } from './exporter.ts';
export { BlockStorageClass, type Fact, FileStorageClass, fact, facts, Namespaces } from './facts.ts';
export { fill } from './fill.ts';
export { contentHash } from './hash.ts';
export { type Identity, identify, part } from './identity.ts';
export { ConsoleHost, hostForm, IngressOption, type IngressSettings, ingress, isNginx, withNginx } from './ingress.ts';
export { metadata } from './metadata.ts';
export { fillRules, type MetricsTarget, type ScrapeTarget } from './metrics.ts';
export { apiServer, headlessService, port, service } from './network.ts';
export { OneOf } from './one-of.ts';
export type { OperatedPods } from './operated.ts';
export { Quantity, quantityForm, Resources } from './quantities.ts';
export { given, literal, random, type SecretHandle, type SecretRequirement, type SecretValue, secret, secretRef } from './secret.ts';
export { nonRoot } from './security.ts';
export { spread } from './spread.ts';
export { type ClaimOptions, claim, type MountedVolume, mountConfig, mountSecret, scratch } from './storage.ts';
export { inWave, syncHook } from './sync-hook.ts';
export { cronJob, daemonSet, deployment, job, podTemplate, statefulSet } from './workloads.ts';
