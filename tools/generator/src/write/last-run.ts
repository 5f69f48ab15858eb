import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { namesIn } from '../names-in.ts';
import { type Outcome, stateOf, type UnitOutcome } from '../outcome.ts';
import { mainFileOf } from '../parse/main-file.ts';
import { listFiles, readBytes } from './disk.ts';
import { hashOf, inventoryFile, readInventory } from './inventory.ts';
import { unitFolders } from './unit-folders.ts';

/** Never in Git: what was true on this machine after a run over everything that found nothing wrong. */
const file = 'node_modules/.cache/gitops/last-run.json';

interface LastRun {
  /** Identifies the program; another one may render something else from the same files. */
  readonly program: string;
  /** Every file that a person edits, by path, with the hash of its bytes. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly units: readonly (Pick<UnitOutcome, 'unit' | 'kind' | 'components' | 'waves'> & {
    /** Hash of its inventory.json, and how many files that lists. */
    readonly inventory: string;
    readonly files: number;
  })[];
}

/**
 * What a run over everything would find, if no input has changed since the last one and every generated file is still as it was written;
 * otherwise undefined, and the run has to render. Decided by content alone, never by the time of a file.
 */
export function sameAsLastRun(root: string, program: string, command: Outcome['command']): Outcome | undefined {
  const start = performance.now();
  const last = read(root);
  if (last?.program !== program || JSON.stringify(last.inputs) !== JSON.stringify(inputsOf(root))) return undefined;
  const units: UnitOutcome[] = [];
  for (const { inventory, files, ...unit } of last.units) {
    const began = performance.now();
    const unchanged = filesAsWritten(`${root}/${unit.unit}/generated`, inventory);
    if (unchanged?.length !== files) return undefined;
    const changes = { added: [], changed: [], removed: [], unchanged, edited: [], foreign: [], missing: [], inventory: 'current' as const };
    units.push({ ...unit, source: 'present', problems: [], overwritten: [], changes, milliseconds: performance.now() - began });
  }
  return { command, units, sources: new Map(), milliseconds: performance.now() - start };
}

/** Remembers a run over everything, unless anything is left to say about it. */
export function rememberRun(root: string, program: string, { units }: Outcome): void {
  if (units.some((unit) => unit.problems.length > 0 || unit.source === 'gone' || stateOf(unit) === 'failed')) return;
  const remembered = units.map(({ unit, kind, components, waves }) => {
    const bytes = readBytes(`${root}/${unit}/generated/${inventoryFile}`);
    const inventory = readInventory(bytes?.toString());
    return { unit, kind, components, waves, inventory: bytes ? hashOf(bytes) : '', files: 'unreadable' in inventory ? -1 : inventory.size };
  });
  const last: LastRun = { program, inputs: inputsOf(root), units: remembered };
  try {
    mkdirSync(`${root}/${file.slice(0, file.lastIndexOf('/'))}`, { recursive: true });
    writeFileSync(`${root}/${file}.${process.pid}`, JSON.stringify(last));
    renameSync(`${root}/${file}.${process.pid}`, `${root}/${file}`);
  } catch {
    // Without it the next run renders again, and that is all.
  }
}

function read(root: string): LastRun | undefined {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Also lists folders without such a file, because one that loses or gains it changes what a run finds. */
function inputsOf(root: string): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const unit of unitFolders(root)) {
    inputs[`${unit}/${mainFileOf(unit)}`] = hashAt(root, `${unit}/${mainFileOf(unit)}`);
    for (const name of namesIn(`${root}/${unit}/sealed-secrets`))
      inputs[`${unit}/sealed-secrets/${name}`] = hashAt(root, `${unit}/sealed-secrets/${name}`);
  }
  for (const name of namesIn(`${root}/environments/layers`))
    inputs[`environments/layers/${name}`] = hashAt(root, `environments/layers/${name}`);
  return inputs;
}

function hashAt(root: string, path: string): string {
  try {
    return hashOf(readFileSync(`${root}/${path}`));
  } catch {
    return '';
  }
}

/** The paths that the inventory lists, if it is the one with that hash and the folder holds exactly these files with these contents. */
function filesAsWritten(folder: string, inventoryHash: string): string[] | undefined {
  try {
    const bytes = readBytes(`${folder}/${inventoryFile}`);
    if (!bytes || hashOf(bytes) !== inventoryHash) return undefined;
    const inventory = readInventory(bytes.toString());
    const { files, others } = listFiles(folder);
    if ('unreadable' in inventory || others.length > 0 || files.length !== inventory.size + 1) return undefined;
    const differs = [...inventory].some(([path, hash]) => {
      const content = readBytes(`${folder}/${path}`);
      return !content || hashOf(content) !== hash;
    });
    return differs ? undefined : [...inventory.keys()];
  } catch {
    return undefined;
  }
}
