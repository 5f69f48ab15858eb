import type { Component, Environment, EnvironmentPlan, ManifestObject, PlannedComponent, PlannedSecret } from '../model.ts';
import { createdSecrets } from '../plan/created-secrets.ts';
import { secretCommand } from '../plan/secret-command.ts';
import { nameInStore, storeCommands } from '../plan/store-commands.ts';
import { contractOf } from '../resolve/needs.ts';
import { firstAid } from './first-aid.ts';

/** README.md of an environment: what runs in which order, what to do when it does not, where it is reached, which Secrets it wants, and what people do by hand. */
export function environmentReadme({ environment, components, secrets }: EnvironmentPlan): string {
  const sections = [
    introduction(environment),
    waves(components, environment),
    firstAid(environment, components),
    addresses(components, environment),
    secretsSection(secrets, environment),
    runbooks(components),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function introduction({ name, cluster, mode, sync, namespaces }: Environment): string {
  const syncing =
    sync === 'manual'
      ? `A commit waits for a person: \`argocd app sync ${name}\` rolls it out in order.`
      : 'A commit rolls out by itself, in order.';
  return `# ${name}

Generated from \`environment.yaml\` beside this folder; edit that. Cluster \`${cluster.name}\`, ${namespaces.length === 1 ? 'namespace' : 'namespaces'} ${namespaces.map(code).join(', ')}, mode ${mode}. ${syncing}`;
}

function waves(components: readonly PlannedComponent[], { components: resolved }: Environment): string {
  const deployed = components.map(({ name, wave, tier }) => [String(wave), name, tier, imageOf(resolved.get(name))]);
  const external = [...resolved.values()]
    .filter(({ kind }) => kind === 'external')
    .map((each) => ['–', each.name, 'external', `${contractOf(each).name}, ${reachedAt(each)}`]);
  return `## Components\n\nEach wave waits until the one before is healthy.\n\n${table(['Wave', 'Component', 'Tier', 'Image'], [...deployed, ...external])}`;
}

function imageOf(component: Component | undefined): string {
  return component?.kind === 'deployed' && component.image !== '' ? code(component.image) : '';
}

function addresses(components: readonly PlannedComponent[], { components: resolved }: Environment): string {
  const inside = components.flatMap(({ name, objects }) => {
    const component = resolved.get(name);
    // Its operator makes the Services.
    if (component?.kind === 'deployed' && component.builder.operated) return [[name, reachedAt(component)]];
    return objects.flatMap((object) => serviceAddresses(object).map((address) => [name, address]));
  });
  const outside = components.flatMap(({ name, objects }) =>
    objects.flatMap((object) => entrances(object).map((entrance) => [name, entrance])),
  );
  const lists = [
    inside.length > 0 ? `Inside the cluster:\n\n${table(['Component', 'Address'], inside)}` : '',
    outside.length > 0
      ? `From outside:\n\n${table(['Component', 'Address'], outside)}`
      : 'Nothing is reachable from outside; `kubectl --namespace <namespace> port-forward service/<name> <port>` makes it so for one person.',
  ];
  return `## Addresses\n\n${lists.filter((list) => list !== '').join('\n\n')}`;
}

function reachedAt(component: Component): string {
  const reached = contractOf(component).reaches(component.connection);
  return reached.map(({ host, port }) => code(`${host === '*' ? 'public addresses' : host}:${port}`)).join(', ');
}

/** Every port of the Services that people and dependants use; headless ones are for the members of a StatefulSet. */
function serviceAddresses({ kind, metadata, spec }: ManifestObject): string[] {
  const { clusterIP, ports = [] } = (spec ?? {}) as ServiceSpec;
  if (kind !== 'Service' || clusterIP === 'None') return [];
  return ports.map(
    ({ name, port }) => `${code(`${metadata.name}.${metadata.namespace}.svc.cluster.local:${port}`)}${name ? ` ${name}` : ''}`,
  );
}

interface IngressSpec {
  readonly rules?: readonly { readonly host?: string }[];
  readonly tls?: readonly object[];
}
interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly ports?: readonly { readonly name?: string; readonly port: number }[];
}

function entrances({ kind, metadata, spec }: ManifestObject): string[] {
  if (kind === 'Ingress') {
    const { rules = [], tls = [] } = spec as IngressSpec;
    return rules.flatMap(({ host }) => (host ? [`${tls.length > 0 ? 'https' : 'http'}://${host}`] : []));
  }
  if (kind !== 'Service') return [];
  const { type = '', ports = [] } = spec as ServiceSpec;
  if (type !== 'LoadBalancer' && type !== 'NodePort') return [];
  return [`${type} ${code(metadata.name)}, ${ports.map(({ port }) => `port ${port}`).join(', ')}`];
}

function secretsSection(secrets: readonly PlannedSecret[], { secrets: policy, folder, cluster }: Environment): string {
  const created = createdSecrets(secrets);
  if (created.length === 0) return '';
  const how = {
    existing: `Somebody makes them before the first sync; \`kubectl apply --server-side -f ${folder}/generated/manifests/foundation\` makes the namespace for them. The commands below make random values on the spot and take issued ones from variables of the shell, which a shell names where they are not set. Run each once: a Secret that is made anew has other passwords than its servers. One value of a Secret that exists is changed by \`kubectl --namespace <namespace> patch secret <name> --patch '{"stringData":{"<key>":"<value>"}}'\`.`,
    'external-secrets':
      'The External Secrets Operator makes them from the store; where a value is missing there, the ExternalSecret says so. Who may write to the store puts the values there before the first sync, by the commands at the end: random ones are made on the spot, issued ones come from variables of the shell, which a shell names where they are not set.',
    'sealed-secrets': `They stand encrypted in \`${folder}/sealed-secrets\`. To make one anew, pipe its command into \`kubeseal\` (\`--dry-run=client --output yaml | kubeseal --format yaml\`).`,
  }[policy.provider];
  const store = policy.provider === 'external-secrets' ? cluster.secretStores[policy.store] : undefined;
  if (policy.provider === 'external-secrets' && store) {
    const list = created.map((secret) => secretSection(secret, (key) => nameInStore(secret.name, key, policy, store)));
    const commands = `### Values in \`${policy.store}\`\n\n\`\`\`sh\n${storeCommands(created, policy, store).join('\n')}\n\`\`\``;
    return `## Secrets\n\n${[how, ...list, commands].join('\n\n')}`;
  }
  const list = created.map((secret) => {
    const first = created.find(({ name }) => name === secret.name);
    const command = secretCommand(secret, { existsIn: first === secret ? undefined : first?.namespace });
    return `${secretSection(secret)}\n\n\`\`\`sh\n${command}\n\`\`\``;
  });
  return `## Secrets\n\n${how}\n\n${list.join('\n\n')}`;
}

/** With a column for the names in the store, where the values come from one. */
function secretSection(secret: PlannedSecret, nameOf?: (key: string) => string): string {
  const keys = Object.entries(secret.keys).map(([key, value]) => [
    code(key),
    value.from === 'literal' ? code(value.value) : value.from === 'random' ? `random: ${value.description}` : value.description,
    ...(nameOf ? [value.from === 'literal' ? '' : code(nameOf(key))] : []),
  ]);
  const heading = `### \`${secret.name}\` in \`${secret.namespace}\`, for ${secret.components.join(', ')}`;
  return `${heading}\n\n${table(['Key', 'Value', ...(nameOf ? ['In the store'] : [])], keys)}`;
}

function runbooks(components: readonly PlannedComponent[]): string {
  const texts = components.filter(({ runbook }) => runbook !== '').map(({ runbook }) => runbook.trim());
  return texts.length > 0 ? `## Runbooks\n\n${texts.join('\n\n')}` : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return text === '' ? '(empty)' : `\`${text}\``;
}
