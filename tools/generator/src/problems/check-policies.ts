import { lines, type Subject, the } from './check-subject.ts';
import { kind } from './kind.ts';

/** What Kubernetes would accept, and must not be. */
export const policyProblems = {
  'no-plaintext-secret': kind<Subject & { from: string; reason: string }>({
    severity: 'error',
    title: 'A secret in plain text',
    explanation:
      'What is rendered is committed, and stays in the history. Secrets are declared by name and key; their values come from a store, from sealing, or from a person.',
    message: ({ from, reason, ...subject }) => `${the(subject)} holds a secret in plain text in ${from}: ${reason}.`,
    hint: ({ component }) =>
      `Declare it under "secrets" in the builder of "${component}" and refer to it with "secretRef". If it was a real one that was committed, replace it: the history keeps it.`,
  }),
  'valid-pod-security': kind<Subject & { namespace: string; main: string; level: string; violations: readonly string[] }>({
    severity: 'error',
    title: 'Pods that their namespace would refuse',
    explanation:
      'Every namespace enforces a level of the Pod Security Standards. Pods that break it are never created, though their Deployment is accepted.',
    message: ({ namespace, level, violations, ...subject }) =>
      `${the(subject)} breaks the Pod Security level "${level}" of namespace "${namespace}": ${violations.join('; ')}.`,
    hint: ({ namespace, main, level }) =>
      lines(
        'Spread "nonRoot(uid)" of the kit into the Pod and its containers. If the image can\'t do with less, lower the level:',
        ...(namespace === main ? [`podSecurity: ${lower(level)}`] : ['namespaces:', `  ${namespace}: { podSecurity: ${lower(level)} }`]),
      ),
  }),
  'valid-quota': kind<{ namespace: string; part: string; total: string; quota: string; largest: readonly string[] }>({
    severity: 'error',
    title: 'Components that do not fit into the quota',
    explanation:
      'The sum of what the components request, with the surge of rollouts, autoscalers at their maximum and one Pod of every Job, is more than the quota of the environment: some Pods would never be created.',
    message: ({ namespace, part, total, quota }) =>
      `The components in namespace "${namespace}" need ${part} ${total}, but the quota is ${quota}.`,
    hint: ({ part, largest }) => `Raise quota.${part}, or lower the requests. The largest: ${largest.join(', ')}.`,
  }),
  'ban-node-port': kind<Subject & { stage: string }>({
    severity: 'error',
    title: 'A NodePort outside of development',
    explanation: 'A NodePort opens the port on every node of the cluster, past the ingress controller and its TLS.',
    message: ({ stage, ...subject }) => `${the(subject)} is of type NodePort, but the stage of the environment is ${stage}.`,
    hint: () => 'Use an Ingress or a Service of type LoadBalancer. A development environment says "stage: development".',
  }),
  'require-ingress-host': kind<Subject & { environment: string }>({
    severity: 'error',
    title: 'An Ingress without a host',
    explanation:
      'It answers for every host that reaches its controller and has no Ingress of its own. A certificate is for a name, so without one there is no TLS either.',
    message: ({ environment: _, ...subject }) =>
      `${the(subject)} names no host: its controller would send it everything that no other Ingress takes.`,
    hint: ({ environment, component }) =>
      lines(
        'Give the environment a domain, which then is the host:',
        `${environment}/environment.yaml:`,
        'domain: …',
        'or the component a host of its own:',
        'components:',
        `  ${component}:`,
        '    ingress: { host: … }',
      ),
  }),
  'require-pinned-image': kind<Subject & { from: string; image: string; tag: string | undefined }>({
    severity: 'error',
    title: 'An image that is not pinned',
    explanation:
      'Without a tag, or with "latest", what runs depends on when a node pulled it: no two environments are the same and nothing can be rolled back.',
    message: ({ from, image, tag, ...subject }) =>
      `${the(subject)} runs "${image}" ${tag === undefined ? 'without a tag' : `with the tag "${tag}"`} (${from}).`,
    hint: ({ component }) =>
      lines(
        'Name a version:',
        'components:',
        `  ${component}:`,
        '    image: { tag: … }',
        'A further image of the component is set under "images: { <its name>: { tag: … } }".',
      ),
  }),
  'require-resources': kind<Subject & { container: string; missing: readonly string[] }>({
    severity: 'error',
    title: 'A container without resources',
    explanation: 'Without requests the scheduler fills a node blindly; without a memory limit one container takes the node down.',
    message: ({ container, missing, ...subject }) => `${the(subject)}: container ${container} lacks ${missing.join(', ')}.`,
    hint: ({ container }) => `Set resources of container ${container}: requests of cpu and memory, and a limit of memory.`,
  }),
  'require-probes': kind<Subject & { container: string; missing: readonly string[] }>({
    severity: 'error',
    title: 'A container without probes',
    explanation:
      'Argo CD takes a component for ready when its Pods are. Without a readiness probe that is at once, and later waves start too early; without a liveness probe nobody restarts what hangs.',
    message: ({ container, missing, ...subject }) => `${the(subject)}: container ${container} has no ${missing.join(' and no ')}.`,
    hint: () => 'Sidecars and workers need probes too: an exec probe where nothing listens.',
  }),
  'require-service-links-off': kind<Subject>({
    severity: 'error',
    title: 'Service links are on',
    explanation:
      'For every Service of the namespace Kubernetes adds variables such as KAFKA_PORT to all Pods; many images take them for settings (C0.1).',
    message: (subject) => `${the(subject)} does not switch service links off.`,
    hint: () => 'Set enableServiceLinks: false in the spec of the Pod; "podTemplate" of the kit does.',
  }),
  'require-progress-deadline': kind<Subject>({
    severity: 'error',
    title: 'A Deployment without a deadline',
    explanation:
      'A rollout that hangs has to fail at some point, else the environment waits for it. The deadline depends on how long the service takes to start.',
    message: (subject) => `${the(subject)} does not say how long a rollout may take.`,
    hint: () => 'Set spec.progressDeadlineSeconds to somewhat more than its startup probe allows.',
  }),
  'require-data-protection': kind<Subject & { missing: readonly string[] }>({
    severity: 'error',
    title: 'Data that a sync could delete',
    explanation:
      'Objects that hold data survive being taken out of Git (Prune=false) and the deletion of their Application (Delete=false). Each guards against another accident.',
    message: ({ missing, ...subject }) => `${the(subject)} holds data, but lacks ${missing.join(' and ')} in its sync options.`,
    hint: () => lines('Annotate it:', 'argocd.argoproj.io/sync-options: Prune=false,Delete=false'),
  }),
};

function lower(level: string): string {
  return level === 'restricted' ? 'baseline' : 'privileged';
}
