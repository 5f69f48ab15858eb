import type { Manifest, MetricsTarget, Reach, ScrapeTarget, SecretRequirement } from '@gitops/kit';
import type { Component, DeployedComponent, Environment, ManifestObject } from '../model.ts';

/** What a builder made of one component. */
export interface BuiltComponent {
  readonly component: DeployedComponent;
  readonly objects: readonly ManifestObject[];
  readonly secrets: readonly SecretRequirement[];
  /** Endpoints beyond its needs, outside the environment. */
  readonly reaches: readonly Reach[];
  /** Markdown; empty for most. */
  readonly runbook: string;
}

/** Runs every builder. All connections are known by now, so the order does not matter. A builder that throws is a bug of ours. */
export function buildComponents({ name, components }: Environment): BuiltComponent[] {
  const deployed = [...components.values()].filter((component): component is DeployedComponent => component.kind === 'deployed');
  const targets = deployed.flatMap(targetsOf);
  return deployed.map((component) => {
    try {
      return buildComponent(component, components, component.builder.observes ? targets : []);
    } catch (cause) {
      throw new Error(`the builder "${component.builder.name}" failed for ${component.name} in ${name}`, { cause });
    }
  });
}

/**
 * What the Pods of a component serve, told by their labels: unless the builder names others, those that its operator gives them or
 * that the component's Services select.
 */
export function targetsOf({ name, builder, self, options, secret }: DeployedComponent): ScrapeTarget[] {
  const own: readonly MetricsTarget[] = builder.metrics?.({ self, options, secret }) ?? [];
  const selector = builder.operated?.(self).selector ?? self.selector;
  return own.map((target) => ({ ...target, component: name, namespace: self.namespace, selector: target.selector ?? selector }));
}

function buildComponent(
  component: DeployedComponent,
  components: ReadonlyMap<string, Component>,
  targets: readonly ScrapeTarget[],
): BuiltComponent {
  const { builder, self, image, images, options, secret, connection } = component;
  const needs = Object.fromEntries(Object.entries(component.needs).map(([need, target]) => [need, components.get(target)?.connection]));
  const context = { self, image, images, options, secret, connection, needs, targets };
  const manifests: readonly (Manifest | false | undefined)[] = builder.build(context);
  return {
    component,
    objects: manifests
      .filter((manifest): manifest is Manifest => Boolean(manifest))
      // A model holds a deep copy of what it was given in fields of its own; its class is of no use to later stages.
      .map((manifest) => ({ ...manifest }) as unknown as ManifestObject),
    secrets: builder.secrets?.(context) ?? [],
    reaches: builder.reaches?.(context) ?? [],
    runbook: builder.runbook?.(context) ?? '',
  };
}
