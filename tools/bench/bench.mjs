// @ts-check
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../generator/bundle/bundle.mjs';
import { peakMemory, time } from './measure.mjs';
import { ours } from './ours.mjs';
import { peers } from './peers/peers.mjs';
import { report } from './report.mjs';
import { verify } from './verify.mjs';

/**
 * @typedef {import('./contestant.mjs').Contestant} Contestant
 * @typedef {import('./report.mjs').Row} Row
 */

const rounds = 7;
const few = 20;
const many = 170;

const dist = fileURLToPath(new URL('dist', import.meta.url));
const program = join(dist, 'bench.cjs');
// In memory where the system has such a folder, because the time that a disk takes to create a file varies tenfold.
const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bench-'));
const disk = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const { text, isWithinBars } = report(await bench(), scratch);
  process.stdout.write(text);
  process.exitCode = isWithinBars ? 0 : 1;
} finally {
  for (const folder of [scratch, disk]) rmSync(folder, { recursive: true });
}

async function bench() {
  const small = ours(folder('ours'), few, program);
  await bundle({
    services: fileURLToPath(new URL('services.ts', import.meta.url)),
    folder: dist,
    name: 'bench',
    root: join(scratch, 'ours'),
  });
  const compared = await compare([small, ...peers(folder, few)], few);
  const again = Array.from({ length: rounds }, () => time(small.processes).milliseconds);
  const second = {
    name: 'ours, nothing to do',
    milliseconds: again,
    memory: await peakMemory(small.processes),
    objects: verify(small, few),
  };
  const [large] = await compare([ours(folder('ours-large'), many, program)], many);
  const [onDisk] = await compare([ours(disk, few, program)], few);
  return { compared, second, large, onDisk };
}

/**
 * @param {readonly Contestant[]} contestants
 * @param {number} environments
 * @returns {Promise<Row[]>}
 */
async function compare(contestants, environments) {
  // What the first run writes is verified; it also brings everything into the disk cache.
  const entries = contestants.map((contestant) => {
    coldRun(contestant);
    return { contestant, objects: verify(contestant, environments), runs: /** @type {ReturnType<typeof time>[]} */ ([]) };
  });
  // Round by round, so that a busy minute of the machine hits everybody.
  for (let round = 0; round < rounds; round++) for (const { contestant, runs } of entries) runs.push(coldRun(contestant));
  const rows = [];
  for (const { contestant, objects, runs } of entries) {
    contestant.reset();
    const common = { memory: await peakMemory(contestant.processes), objects };
    rows.push({ name: contestant.name, milliseconds: runs.map(({ milliseconds }) => milliseconds), ...common });
    const { inProcess } = contestant;
    if (inProcess) rows.push({ name: inProcess.name, milliseconds: runs.map(({ output }) => inProcess.milliseconds(output)), ...common });
  }
  return rows;
}

/** @param {Contestant} contestant */
function coldRun(contestant) {
  contestant.reset();
  return time(contestant.processes);
}

/** @param {string} name */
function folder(name) {
  const path = join(scratch, name);
  mkdirSync(path);
  return path;
}
