import { lines, listed, type Subject, the } from './check-subject.ts';
import { kind } from './kind.ts';

interface UnlistedSecret {
  readonly name: string;
  readonly missing: readonly string[];
  /** The keys that are listed, if the Secret is. */
  readonly listed: readonly string[] | undefined;
  readonly components: readonly string[];
}

/** What is wrong between objects: references that point nowhere. */
export const referenceProblems = {
  'no-missing-namespace': kind<Subject & { namespace: string; known: readonly string[] }>({
    severity: 'error',
    title: 'A namespace of somebody else',
    explanation: 'An environment may only write to the namespaces of its components: those are what its project in Argo CD allows.',
    message: ({ namespace, known, ...subject }) =>
      `${the(subject)} is in namespace "${namespace}", but the environment has ${listed(known)}.`,
    hint: ({ component, namespace }) =>
      lines('Correct the namespace, or give the component that one:', 'components:', `  ${component}: { namespace: ${namespace} }`),
  }),
  'no-missing-operator': kind<Subject & { operator: string; cluster: string; folder: string; installed: readonly string[] }>({
    severity: 'error',
    title: 'An operator is missing',
    explanation: 'Without the operator of its API the object is refused or has no effect.',
    message: ({ operator, cluster, ...subject }) => `${the(subject)} needs ${operator}, which cluster "${cluster}" does not have.`,
    hint: ({ operator, folder, installed }) =>
      lines(
        `If it is installed, say so in ${folder}/cluster.yaml:`,
        `operators: [${[...installed, operator].join(', ')}]`,
        `To have it installed before all environments, list its Helm chart there under addons with the name ${operator}.`,
      ),
  }),
  'no-missing-config-map': kind<
    Subject & { name: string; namespace: string; key: string | undefined; from: string; exists: boolean; keys: readonly string[] }
  >({
    severity: 'error',
    title: 'A ConfigMap or one of its keys is missing',
    explanation: 'Pods whose ConfigMap or key does not exist stay in CreateContainerConfigError.',
    message: ({ name, namespace, key, from, exists, ...subject }) =>
      exists
        ? `${the(subject)} needs the key "${key}" of ConfigMap "${name}" (${from}), which has no such key.`
        : `${the(subject)} needs ConfigMap "${name}" (${from}), which is not rendered in namespace "${namespace}".`,
    hint: ({ exists, keys, name }) =>
      exists ? `Its keys: ${listed(keys)}.` : `Correct the name, or render ConfigMap ${name} in the same namespace.`,
  }),
  'no-missing-secret': kind<
    Subject & {
      name: string;
      namespace: string;
      key: string | undefined;
      from: string;
      keys: readonly string[] | undefined;
      provider: string;
    }
  >({
    severity: 'error',
    title: 'A Secret or one of its keys is missing',
    explanation:
      'Secrets come to exist because a builder declares them under `secrets`, with at least one key that is no literal, or because environment.yaml lists them under `secrets.existing`. A Pod whose Secret or key is missing never starts.',
    message: ({ name, namespace, key, from, keys, ...subject }) =>
      keys
        ? `${the(subject)} needs the key "${key}" of Secret "${name}" (${from}), which has no such key.`
        : `${the(subject)} needs Secret "${name}" in namespace "${namespace}" (${from}), which nobody creates.`,
    hint: ({ component, name, key, keys, provider }) =>
      lines(
        keys
          ? `Its keys: ${listed(keys)}. Correct the key, or declare it under "secrets" in the builder of "${component}".`
          : `Correct the name, or declare it under "secrets" in the builder of "${component}".`,
        ...(provider === 'existing'
          ? [
              'One that somebody creates is listed:',
              'secrets:',
              '  existing:',
              `    ${name}: [${[...(keys ?? []), key ?? '…'].join(', ')}]`,
            ]
          : []),
      ),
  }),
  'unlisted-secret': kind<{ unlisted: readonly UnlistedSecret[] }>({
    severity: 'error',
    title: 'Secrets that nobody promised to create',
    explanation:
      'With `provider: existing` somebody creates the Secrets by hand. environment.yaml lists them with their keys, so that it is known beforehand what must be there.',
    message: ({ unlisted }) => {
      const names = unlisted.map(({ name, missing, listed: known }) => (known ? `${name} (${missing.join(', ')})` : name));
      return `Components need Secrets or keys that secrets.existing does not list: ${names.join(', ')}.`;
    },
    hint: ({ unlisted }) =>
      lines(
        'Create them in the cluster, and list them with their keys:',
        'secrets:',
        '  provider: existing',
        '  existing:',
        ...unlisted.map(
          ({ name, missing, listed: known = [], components }) =>
            `    ${name}: [${[...known, ...missing].join(', ')}] # ${components.join(', ')}`,
        ),
      ),
  }),
  'unused-secret': kind<{ name: string }>({
    severity: 'warning',
    title: 'A Secret that nobody needs',
    explanation: 'The environment lists a Secret that none of its components refers to: it is left over, or its name is misspelt.',
    message: ({ name }) => `Secret "${name}" is listed under secrets.existing, but no component refers to it.`,
    hint: () => 'Take it out of the list, or correct the name.',
  }),
  'no-missing-service': kind<Subject & { service: string; namespace: string; from: string }>({
    severity: 'error',
    title: 'A Service is missing',
    explanation: 'Traffic is sent to a Service that does not exist.',
    message: ({ service, namespace, from, ...subject }) =>
      `${the(subject)} leads to Service "${service}" (${from}), which namespace "${namespace}" does not have.`,
    hint: () => 'Correct the name, or render the Service in the same namespace.',
  }),
  'no-missing-headless-service': kind<Subject & { service: string | undefined; exists: boolean }>({
    severity: 'error',
    title: 'A StatefulSet without a headless Service',
    explanation: 'The Pods of a StatefulSet get their DNS names from a Service with `clusterIP: None` that `serviceName` names (C0.9).',
    message: ({ service, exists, ...subject }) =>
      service
        ? `${the(subject)} names "${service}" as its serviceName, ${exists ? 'which has a cluster IP' : 'which is not rendered'}.`
        : `${the(subject)} has no serviceName.`,
    hint: () => 'A Service with clusterIP: None goes with it: "headlessService" of the kit.',
  }),
  'no-missing-service-port': kind<Subject & { what: string; known: readonly string[] }>({
    severity: 'error',
    title: 'A port that does not exist',
    explanation: 'A Service or an Ingress names a port that its target does not have: connections are refused.',
    message: ({ what, ...subject }) => `${the(subject)}: ${what}, which has no such port.`,
    hint: ({ known }) => `There are: ${listed(known)}.`,
  }),
  'no-missing-probe-port': kind<Subject & { container: string; from: string; port: string; known: readonly string[] }>({
    severity: 'error',
    title: 'A probe of a port that does not exist',
    explanation: 'A probe names a port that its container does not declare; the kubelet fails it every time.',
    message: ({ container, from, port, ...subject }) =>
      `${the(subject)}: ${from} of container ${container} names port "${port}", which the container does not have.`,
    hint: ({ known }) => `Named ports of the container: ${listed(known)}.`,
  }),
  'no-missing-selector': kind<Subject & { namespace: string; selector: string }>({
    severity: 'error',
    title: 'A selector that selects nothing',
    explanation:
      'No workload of the environment has Pods with these labels, so a Service leads nowhere and a PodDisruptionBudget protects nothing.',
    message: ({ namespace, selector, ...subject }) =>
      `${the(subject)} selects no Pods: no workload in namespace "${namespace}" has ${selector === '' ? 'any' : selector}.`,
    hint: () => 'Correct the selector, or the labels in the template of the workload.',
  }),
  'valid-selector': kind<Subject & { isEmpty: boolean }>({
    severity: 'error',
    title: 'A workload that does not select its own Pods',
    explanation: 'The API server refuses a workload whose selector is empty or does not match the labels of its template.',
    message: ({ isEmpty, ...subject }) =>
      `${the(subject)} has ${isEmpty ? 'an empty selector' : 'a selector that its own Pods do not satisfy'}.`,
    hint: () =>
      'Make spec.template.metadata.labels contain what spec.selector asks for. A selector can never be changed once it is applied.',
  }),
  'no-missing-scale-target': kind<Subject & { target: string; apiVersion: string | undefined; namespace: string }>({
    severity: 'error',
    title: 'An autoscaler without a target',
    explanation: 'The workload that a HorizontalPodAutoscaler scales is not part of the environment.',
    message: ({ target, apiVersion = 'no apiVersion', namespace, ...subject }) =>
      `${the(subject)} scales ${target} (${apiVersion}), which namespace "${namespace}" does not have.`,
    hint: () => 'Correct kind, name and apiVersion of spec.scaleTargetRef.',
  }),
  'no-missing-service-account': kind<Subject & { name: string; namespace: string }>({
    severity: 'error',
    title: 'A ServiceAccount is missing',
    explanation: 'Pods of a ServiceAccount that does not exist are never created, and rights that are bound to it reach nobody.',
    message: ({ name, namespace, ...subject }) =>
      `${the(subject)} names ServiceAccount "${name}", which namespace "${namespace}" does not have.`,
    hint: () => 'Correct the name, or render the ServiceAccount in the same component.',
  }),
  'no-missing-storage-class': kind<
    Subject & {
      from: string;
      storageClass: string;
      cluster: string;
      folder: string;
      known: readonly string[];
      others: readonly string[];
      suggestion: string | undefined;
    }
  >({
    severity: 'error',
    title: 'A storage class that the cluster does not have',
    explanation: 'A claim of an unknown class stays Pending, and its Pod with it.',
    message: ({ from, storageClass, cluster, ...subject }) =>
      `${the(subject)}${from === '' ? '' : ` (${from})`} wants storage class "${storageClass}", which cluster "${cluster}" does not list.`,
    hint: ({ storageClass, folder, known, others, suggestion }) =>
      lines(
        suggestion ? `Did you mean "${suggestion}"?` : `Listed are: ${listed(known)}.`,
        `If the class exists, say so in ${folder}/cluster.yaml:`,
        'storageClasses:',
        `  others: [${[...others, storageClass].join(', ')}]`,
      ),
  }),
  'no-missing-file-storage': kind<
    Subject & { from: string; storageClass: string | undefined; cluster: string; folder: string; file: string | undefined }
  >({
    severity: 'error',
    title: 'No storage class for a volume that several Pods write',
    explanation:
      'Most classes give volumes that one node mounts at a time. A claim with ReadWriteMany of such a class stays Pending, or its second Pod does.',
    message: ({ from, storageClass, cluster, ...subject }) =>
      `${the(subject)}${from === '' ? '' : ` (${from})`} is to be written by several Pods (ReadWriteMany), but ${
        storageClass === undefined
          ? `cluster "${cluster}" names no class for that.`
          : `in cluster "${cluster}" class "${storageClass}" is for volumes that one Pod writes.`
      }`,
    hint: ({ folder, file }) =>
      file === undefined
        ? lines(
            `If the cluster has one (NFS, CephFS, that of a cloud), name it in ${folder}/cluster.yaml:`,
            'storageClasses:',
            '  file: …',
            'If it has none, choose what needs no such volume, where the component lets you.',
          )
        : `Leave the class out, then it is "${file}".`,
  }),
  'no-missing-claim': kind<Subject & { name: string; namespace: string; from: string }>({
    severity: 'error',
    title: 'A claim is missing',
    explanation: 'A Pod whose PersistentVolumeClaim does not exist stays Pending.',
    message: ({ name, namespace, from, ...subject }) =>
      `${the(subject)} mounts PersistentVolumeClaim "${name}" (${from}), which namespace "${namespace}" does not have.`,
    hint: () => 'Correct the name, or render the claim. Claims of a StatefulSet are called <template>-<StatefulSet>-<number>.',
  }),
  'no-missing-volume': kind<Subject & { container: string; name: string; mountPath: string; volumes: readonly string[] }>({
    severity: 'error',
    title: 'A mount of a volume that does not exist',
    explanation: 'The API server refuses a Pod with a container that mounts a volume which the Pod does not have.',
    message: ({ container, name, mountPath, ...subject }) =>
      `${the(subject)}: container ${container} mounts volume "${name}" at ${mountPath}, which the Pod does not have.`,
    hint: ({ volumes }) => `Volumes of the Pod: ${listed(volumes)}.`,
  }),
};
