import type { Environment, ManifestObject, PlannedSecret } from '../model.ts';
import type { SealedSecretFile } from '../parse/sealed-secrets.ts';
import { type Problem, problem } from '../problem.ts';
import { secretCommand } from './secret-command.ts';

interface SealedSpec {
  readonly encryptedData?: Readonly<Record<string, string>>;
  readonly template?: Readonly<Record<string, unknown>>;
}

/** The SealedSecret that a person put beside the environment, completed with the parts that are no secret. */
export function sealedSecret(
  secret: PlannedSecret,
  files: readonly SealedSecretFile[],
  environment: Environment,
): { object?: ManifestObject; problems: Problem[] } {
  const named = files.filter(({ object: { metadata } }) => metadata.name === secret.name);
  const file = named.find(({ object: { metadata } }) => metadata.namespace === secret.namespace);
  const wanted = Object.keys(secret.keys).filter((key) => secret.keys[key]?.from !== 'literal');
  const spec = (file?.object.spec ?? {}) as SealedSpec;
  const missing = wanted.filter((key) => spec.encryptedData?.[key] === undefined);
  if (!file || missing.length > 0) return { problems: [missingSecret(secret, wanted, { file: file ?? named[0], missing }, environment)] };
  const literals = Object.entries(secret.keys).flatMap(([key, value]) => (value.from === 'literal' ? [[key, value.value] as const] : []));
  const template = {
    ...spec.template,
    metadata: { name: secret.name, namespace: secret.namespace },
    ...(secret.type ? { type: secret.type } : {}),
    ...(literals.length > 0 ? { data: Object.fromEntries(literals) } : {}),
  };
  const encrypted = Object.fromEntries(wanted.map((key) => [key, spec.encryptedData?.[key]]));
  const { annotations } = file.object.metadata;
  const object: ManifestObject = {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      name: secret.name,
      namespace: secret.namespace,
      labels: { 'app.kubernetes.io/part-of': environment.name },
      ...(annotations ? { annotations } : {}),
    },
    spec: { encryptedData: encrypted, template },
  };
  return { object, problems: [] };
}

interface Found {
  readonly file: SealedSecretFile | undefined;
  readonly missing: readonly string[];
}

function missingSecret(secret: PlannedSecret, wanted: readonly string[], { file, missing }: Found, environment: Environment): Problem {
  const own = secret.namespace === environment.namespace ? secret.name : `${secret.namespace}.${secret.name}`;
  const folder = `${environment.folder}/sealed-secrets`;
  const namespace = file?.object.metadata.namespace ?? '';
  const path = file && namespace === secret.namespace ? file.file : `${folder}/${own}.yaml`;
  const keys = Object.fromEntries(Object.entries(secret.keys).filter(([key]) => wanted.includes(key)));
  const seal = `kubeseal --format yaml > ${path}`;
  const sealed = secretCommand({ ...secret, keys }, { options: [`--dry-run=client --output yaml | ${seal}`] });
  const existing = `kubectl get secret ${secret.name} --namespace ${secret.namespace} --output yaml | ${seal}`;
  const command = file === undefined ? `mkdir -p ${folder}\n${sealed}` : sealed;
  const [user] = secret.components;
  const at = user === undefined ? environment.at('secrets') : environment.at('components', user);
  const found = file && { file: file.file, namespace, missing };
  const facts = { secret: secret.name, found, namespace: secret.namespace, command, existing };
  return problem('missing-sealed-secret', { unit: environment.folder, at }, facts);
}
