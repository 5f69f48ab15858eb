/** Who an object belongs to. Everything that a function of the kit adds to a manifest comes from here. */
export interface Identity {
  /** The name of the main objects: `postgres`, or the name that a requirement gives, `workfx-ai-api`. */
  readonly name: string;
  readonly namespace: string;
  /** The component that the object is part of, as environment.yaml calls it. */
  readonly component: string;
  /** `<name>.<namespace>.svc.cluster.local` */
  readonly host: string;
  /** Immutable subset of the labels, used in selectors. Never grows after the first release. */
  readonly selector: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Secrets of type `kubernetes.io/dockerconfigjson` that every Pod pulls its images with. */
  readonly pullSecrets: readonly string[];
}

interface IdentityOptions {
  readonly environment: string;
  readonly namespace: string;
  readonly component: string;
  /** Defaults to the name of the component. */
  readonly name?: string;
  readonly pullSecrets?: readonly string[];
}

/** Who the objects of a component belong to. */
export function identify({ environment, namespace, component, name = component, pullSecrets = [] }: IdentityOptions): Identity {
  const selector = { 'app.kubernetes.io/name': name };
  return {
    name,
    namespace,
    component,
    host: `${name}.${namespace}.svc.cluster.local`,
    selector,
    labels: { ...selector, 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': environment },
    pullSecrets,
  };
}

/** A second workload of the same component, such as a Job: `<name>-<suffix>`, never selected by the component's Services. */
export function part(self: Identity, suffix: string): Identity {
  const name = `${self.name}-${suffix}`;
  const selector = { 'app.kubernetes.io/name': name };
  return { ...self, name, host: `${name}.${self.namespace}.svc.cluster.local`, selector, labels: { ...self.labels, ...selector } };
}
