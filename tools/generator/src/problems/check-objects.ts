import { lines, listed, type Subject, the } from './check-subject.ts';
import { kind } from './kind.ts';

const origin = "It comes from the component's builder, one of its options, or a patch.";

/** What is wrong with single objects as Kubernetes and Argo CD see them. */
export const objectProblems = {
  'valid-schema': kind<Subject & { field: string; reason: string }>({
    severity: 'error',
    title: 'An object that Kubernetes would refuse',
    explanation: 'Every object is validated against the schema of its kind. The other checks run once all objects are valid.',
    message: ({ field, reason, ...subject }) => `${the(subject)} is not valid: ${field === '' ? 'it' : field} ${reason}.`,
    hint: () => origin,
  }),
  'unknown-field': kind<Subject & { field: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'A field that Kubernetes does not know',
    explanation: 'The API server drops unknown fields with a warning that nobody reads, so a misspelt field has no effect.',
    message: ({ field, ...subject }) => `${the(subject)} has the field ${field}, which Kubernetes does not know and would drop.`,
    hint: ({ known, suggestion }) => `${suggestion ? `Did you mean "${suggestion}"?` : `Known beside it: ${listed(known)}.`} ${origin}`,
  }),
  'unknown-kind': kind<Subject & { apiVersion: string }>({
    severity: 'error',
    title: 'A kind without a schema',
    explanation: 'Only kinds whose model is registered can be validated. Nothing is written unchecked.',
    message: ({ apiVersion, ...subject }) => `${the(subject)} can't be checked: nobody has registered its kind of ${apiVersion}.`,
    hint: () => 'Import the model of the kind in tools/generator/src/check/schemas.ts and add it to the list there.',
  }),
  'valid-api-version': kind<Subject & { what: string; since: string; cluster: string; kubernetes: string }>({
    severity: 'error',
    title: 'Too new for the cluster',
    explanation: "An API or a field that the cluster's version of Kubernetes does not have yet, or not switched on.",
    message: ({ what, since, cluster, kubernetes, ...subject }) =>
      `${the(subject)} uses ${what}, which Kubernetes has from ${since} on; cluster "${cluster}" runs ${kubernetes}.`,
    hint: ({ cluster, since }) =>
      `Do without it, or upgrade the cluster and say so in clusters/${cluster}/cluster.yaml:\nkubernetes: "${since}"`,
  }),
  'valid-restart-policy': kind<Subject & { restartPolicy: string; allowed: readonly string[] }>({
    severity: 'error',
    title: 'A restart policy that the kind does not allow',
    explanation: 'The API server refuses Jobs whose Pods restart for ever, which is the default, and other workloads whose Pods do not.',
    message: ({ restartPolicy, allowed, ...subject }) =>
      `${the(subject)} has the restartPolicy ${restartPolicy}, but may only have ${allowed.join(' or ')}.`,
    hint: ({ allowed }) => `Set restartPolicy: ${allowed[0]} in the spec of the Pod.`,
  }),
  'valid-autoscaler': kind<Subject & { minReplicas: number; maxReplicas: number }>({
    severity: 'error',
    title: 'An autoscaler with more replicas at least than at most',
    explanation: 'The API server refuses it. One of the two is often a default that the other passed.',
    message: ({ minReplicas, maxReplicas, ...subject }) =>
      `${the(subject)} wants at least ${minReplicas} replicas and at most ${maxReplicas}.`,
    hint: ({ minReplicas }) => `Set both: maxReplicas to ${minReplicas} at least, or minReplicas to less.`,
  }),
  'valid-rolling-update': kind<Subject>({
    severity: 'error',
    title: 'An update that could not begin',
    explanation:
      'An update adds Pods of the new version first (maxSurge) or takes old ones away (maxUnavailable). The API server refuses zero for both.',
    message: (subject) => `${the(subject)} may have no Pod more and no Pod less during an update, so none could begin.`,
    hint: () => 'Let maxSurge or maxUnavailable be 1 at least.',
  }),
  'valid-resources': kind<Subject & { container: string; reason: string }>({
    severity: 'error',
    title: 'A container that may use less than it requests',
    explanation:
      'The API server refuses a Pod with a container whose request is more than its limit. 512m of memory is half a byte: 512Mi is meant.',
    message: ({ container, reason, ...subject }) => `${the(subject)}: container ${container} ${reason}.`,
    hint: ({ component }) => lines('Set both:', 'components:', `  ${component}:`, '    resources: { requests: { … }, limits: { … } }'),
  }),
  'valid-claim': kind<Subject & { from: string; size: string | number | undefined }>({
    severity: 'error',
    title: 'A claim for no storage',
    explanation: 'The API server refuses a PersistentVolumeClaim that requests nothing, and a StatefulSet whose Pods would each have one.',
    message: ({ from, size, ...subject }) =>
      `${the(subject)}${from === '' ? '' : ` (${from})`} ${size === undefined ? 'does not say how much storage it requests' : `requests ${size} of storage`}.`,
    hint: ({ component }) => lines('Say how large the volume is to be:', 'components:', `  ${component}:`, '    storage: 10Gi'),
  }),
  'unique-objects': kind<Subject & { namespace: string; otherComponent: string }>({
    severity: 'error',
    title: 'The same object twice',
    explanation: 'Two objects of the same kind, namespace and name overwrite each other with every sync.',
    message: ({ component, object, namespace, otherComponent }) =>
      `${component === otherComponent ? `Component "${component}" renders` : `Components "${otherComponent}" and "${component}" both render`} ` +
      `${object}${namespace === '' ? '' : ` in namespace "${namespace}"`}${component === otherComponent ? ' twice' : ''}.`,
    hint: ({ component, otherComponent }) =>
      component === otherComponent
        ? 'Give one of the two another name in the builder.'
        : 'Name one of the components differently, or give it a namespace of its own.',
  }),
  'object-claimed-twice': kind<
    Subject & { namespace: string; environment: string; otherComponent: string; more: number; isOfComponent: boolean }
  >({
    severity: 'error',
    title: 'Two environments want the same object',
    explanation: 'On one cluster an object belongs to one environment: Argo CD would let the two overwrite each other for ever.',
    message: ({ namespace, environment, otherComponent, more, ...subject }) => {
      const what = `${the(subject)}${namespace === '' ? '' : ` in namespace "${namespace}"`}`;
      const owner = `environment "${environment}" on the same cluster`;
      if (more === 0) return `${what} is also rendered by component "${otherComponent}" of ${owner}.`;
      return `${what} and ${more} more ${more === 1 ? 'object' : 'objects'} beside it are also rendered by ${owner}.`;
    },
    hint: ({ isOfComponent }) =>
      isOfComponent
        ? lines('In one of the environments, give the components that live there another namespace:', '<component>: { namespace: <name> }')
        : lines('Give one of the environments another namespace:', 'namespace: <name>'),
  }),
  'host-claimed-twice': kind<Subject & { host: string; path: string; environment: string; otherComponent: string }>({
    severity: 'error',
    title: 'Two Ingresses want the same path of a host',
    explanation:
      'A host leads to one place. The controller refuses the second Ingress, which stops its environment, or sends people to either.',
    message: ({ host, path, environment, otherComponent, ...subject }) =>
      `${the(subject)} has path ${path} of host ${host}, as component "${otherComponent}" of environment "${environment}" has.`,
    hint: () => 'Give one of them another host: the "domain" of its environment, or the "host" of its "ingress".',
  }),
  'application-named-twice': kind<{ name: string; what: string; other: string }>({
    severity: 'error',
    title: 'Two Applications of one name',
    explanation:
      'An Application is named "<environment>-<component>", and a root after its environment. In one namespace two such names can be the same, above all with `isolation: shared`.',
    message: ({ name, what, other }) => `The Application "${name}" would be both ${what} and ${other}.`,
    hint: () => 'Rename one of them.',
  }),
  'valid-hooks': kind<Subject & { value: string }>({
    severity: 'error',
    title: 'A hook or sync option that is not safe',
    explanation:
      'PreDelete and PostDelete hooks can hang a deletion, Replace and Force delete and recreate objects with their data. Misspelt hooks are ordinary objects.',
    message: ({ value, ...subject }) => `${the(subject)} carries "${value}".`,
    hint: () => `Take the annotation out. Hooks may be PreSync, Sync, PostSync, SyncFail or Skip. ${origin}`,
  }),
  'ban-tracking-labels': kind<Subject & { mark: string }>({
    severity: 'error',
    title: "A mark of Argo CD's own",
    explanation:
      'Argo CD writes these itself to know its objects. A rendered one makes it take the object for that of another Application.',
    message: ({ mark, ...subject }) => `${the(subject)} carries the ${mark}, which Argo CD sets itself.`,
    hint: () => `Take it out; app.kubernetes.io/name and app.kubernetes.io/part-of tell objects apart. ${origin}`,
  }),
  'valid-size': kind<{ component: string; megabytes: string; limit: string }>({
    severity: 'error',
    title: 'More manifests than Argo CD reads',
    explanation: 'Argo CD refuses a path with more than 10 MB of manifests.',
    message: ({ component, megabytes, limit }) =>
      `The manifests of component "${component}" have ${megabytes} MB; Argo CD reads ${limit} MB at most.`,
    hint: () => 'Split the component in two, or keep its large files in the image.',
  }),
};
