import { existsSync, lstatSync, readdirSync } from 'node:fs';
import type { TSchema } from 'typebox';
import { type Problem, problem } from '../problem.ts';
import { hasMainFile, mainFileOf } from './main-file.ts';
import { readText } from './read-text.ts';
import { type Places, schemaProblems } from './schema-problems.ts';
import { ClusterFile } from './schemas/cluster-file.ts';
import { EnvironmentFile, LayerFile } from './schemas/environment-file.ts';
import { parseSealedSecrets, type SealedSecretFile } from './sealed-secrets.ts';
import { soundPart } from './sound-part.ts';
import { nameProblems } from './unit-name.ts';
import { writtenSecrets } from './written-secrets.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** One valid file that a person edits. */
export interface Parsed<T> {
  readonly name: string;
  /** `environments/<name>`, `clusters/<name>`, or the file of a layer: what problems are reported for. */
  readonly unit: string;
  readonly value: T;
  readonly yaml: YamlFile;
}

/** Every file of the repository that a person edits. What has problems is in `broken`, by name, not among the values. */
export interface Workspace {
  readonly environments: ReadonlyMap<string, Parsed<EnvironmentFile>>;
  readonly layers: ReadonlyMap<string, Parsed<LayerFile>>;
  readonly clusters: ReadonlyMap<string, Parsed<ClusterFile>>;
  readonly broken: {
    readonly environments: ReadonlySet<string>;
    readonly layers: ReadonlySet<string>;
    readonly clusters: ReadonlySet<string>;
  };
  /** Of the broken files what can be relied on, if anything can: so that a run finds their other mistakes too. */
  readonly drafts: {
    readonly environments: ReadonlyMap<string, Parsed<EnvironmentFile>>;
    readonly layers: ReadonlyMap<string, Parsed<LayerFile>>;
  };
  readonly problems: readonly Problem[];
  /** What stands in sealed-secrets/ beside each environment, by its name. */
  readonly sealed: ReadonlyMap<string, readonly SealedSecretFile[]>;
  /** The text of each file, for the frames of problems. */
  readonly sources: ReadonlyMap<string, string>;
}

interface Kind {
  readonly schema: TSchema;
  readonly example: string;
  readonly what: string;
  /** Set where the folder names something in the cluster. */
  readonly named?: 'environment' | 'cluster';
}

const environmentKind: Kind = {
  schema: EnvironmentFile,
  example: 'cluster: <cluster>\nnamespace: <namespace>\ncomponents: {}',
  what: 'every folder under environments/ is an environment and needs one',
  named: 'environment',
};
const layerKind: Kind = { schema: LayerFile, example: 'components: {}', what: 'the files of layers end in .yaml' };
const clusterKind: Kind = {
  schema: ClusterFile,
  example: 'argocd: { version: "3.5.1", repository: https://git.example.com/platform.git }\nkubernetes: "1.33"\ncloud: local',
  what: 'every folder under clusters/ is a cluster and needs one',
  named: 'cluster',
};

/** Reads and validates all files. Nothing is merged yet. */
export function parseWorkspace(root: string): Workspace {
  const problems: Problem[] = [];
  const sources = new Map<string, string>();
  const parseAll = <T>(kind: Kind, files: readonly (readonly [name: string, file: string, unit: string])[]) => {
    const values = new Map<string, Parsed<T>>();
    const drafts = new Map<string, Parsed<T>>();
    const broken = new Set<string>();
    for (const [name, file, unit] of files) {
      const { parsed, draft, text, problems: found } = parseFile<T>(root, kind, name, file, unit);
      if (text !== undefined) sources.set(file, text);
      problems.push(...found);
      if (parsed) values.set(name, parsed);
      else broken.add(name);
      if (draft) drafts.set(name, draft);
    }
    return { values, drafts, broken };
  };

  const clusters = parseAll<ClusterFile>(clusterKind, folders(root, 'clusters'));
  const layers = parseAll<LayerFile>(layerKind, layerFiles(root));
  const environments = parseAll<EnvironmentFile>(environmentKind, folders(root, 'environments'));
  const sealed = new Map<string, readonly SealedSecretFile[]>();
  for (const [name, { unit }] of environments.values) {
    const { files, problems: found } = parseSealedSecrets(root, unit);
    sealed.set(name, files);
    problems.push(...found);
  }
  return {
    sealed,
    clusters: clusters.values,
    layers: layers.values,
    environments: environments.values,
    broken: { clusters: clusters.broken, layers: layers.broken, environments: environments.broken },
    drafts: { layers: layers.drafts, environments: environments.drafts },
    problems,
    sources,
  };
}

interface ParsedFile<T> {
  /** Undefined where it can't be read. */
  readonly text?: string;
  readonly parsed?: Parsed<T>;
  readonly draft?: Parsed<T>;
  readonly problems: readonly Problem[];
}

function parseFile<T>(root: string, { schema, example, what, named }: Kind, name: string, file: string, unit: string): ParsedFile<T> {
  // Neither Argo CD nor Nx follows one, and generating would write somewhere else.
  if (named && lstatSync(`${root}/${unit}`).isSymbolicLink())
    return { problems: [problem('not-a-folder', { unit }, { path: unit, found: 'a symbolic link' })] };
  const read = readText(root, file, unit, what);
  if (read.text === undefined) return { problems: read.problems };
  const { text } = read;
  const { yaml, problems } = parseYaml(file, text, unit, example);
  const secrets = writtenSecrets(file, text, unit, yaml);
  if (named) problems.push(...nameProblems(name, named, unit));
  if (yaml && problems.length === 0) problems.push(...schemaProblems(schema, yaml.value, placesIn(yaml, unit)));
  // What else is wrong with the line of a secret would repeat it.
  const others = problems.filter(({ at }) => secrets.problems.every((secret) => secret.at?.line !== at?.line));
  const all = [...secrets.problems, ...others];
  if (!yaml) return { text: secrets.shown, problems: all };
  const parsed: Parsed<T> = { name, unit, value: yaml.value as T, yaml };
  if (all.length === 0) return { text, parsed, problems: [] };
  const sound = secrets.problems.length === 0 ? soundPart(schema, yaml.value) : undefined;
  return { text: secrets.shown, problems: all, ...(sound ? { draft: { ...parsed, value: sound as T } } : {}) };
}

function placesIn(yaml: YamlFile, unit: string): Places {
  return { unit, base: [], at: (path) => nearest(yaml, path), atKey: (path) => nearestKey(yaml, path) };
}

/** The place of a value, or of the nearest enclosing one that stands in the file. */
export function nearest(yaml: YamlFile, path: readonly (string | number)[]) {
  for (let depth = path.length; depth > 0; depth--) {
    const found = yaml.find(path.slice(0, depth));
    if (found) return found;
  }
  return { file: yaml.file, line: 1, column: 1, length: 1 };
}

function nearestKey(yaml: YamlFile, path: readonly (string | number)[]) {
  return yaml.findKey(path) ?? nearest(yaml, path);
}

/** Folders that are meant to hold `main`. One that holds nothing but generated files lost its source: `write` deals with it. */
function folders(root: string, parent: string): [string, string, string][] {
  const main = mainFileOf(parent);
  return entries(root, parent)
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && entry.name !== 'layers' && !entry.name.startsWith('.'))
    .map(({ name }) => [name, `${parent}/${name}/${main}`, `${parent}/${name}`] as [string, string, string])
    .filter(([, , unit]) => hasMainFile(`${root}/${unit}`, main) || !existsSync(`${root}/${unit}/generated`));
}

/** A file with another ending counts too: it is said to be missing, and how to rename it. */
function layerFiles(root: string): [string, string, string][] {
  const files = entries(root, 'environments/layers').flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  const names = files.flatMap((file) => /^(.+)\.ya?ml$/i.exec(file)?.[1] ?? []);
  return [...new Set(names)].map((name) => {
    const file = `environments/layers/${name}.yaml`;
    return [name, file, file];
  });
}

function entries(root: string, folder: string) {
  try {
    return readdirSync(`${root}/${folder}`, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
