// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A program to run; several for a peer that knows one environment at a time.
 * @typedef {{ readonly command: string, readonly args: readonly string[], readonly cwd: string }} Process
 */

/**
 * Milliseconds that the processes take one after the other, start included, and what they print.
 * @param {readonly Process[]} processes
 */
export function time(processes) {
  let output = '';
  const start = performance.now();
  for (const { command, args, cwd } of processes) {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error ?? ''}\n${stdout}${stderr}`);
    output += stdout;
  }
  return { milliseconds: performance.now() - start, output };
}

/**
 * The most resident memory that one of the processes ever had, in MiB. Linux alone tells.
 * @param {readonly Process[]} processes
 */
export async function peakMemory(processes) {
  let peak = 0;
  for (const process of processes) peak = Math.max(peak, await peakOf(process));
  return peak;
}

/**
 * @param {Process} process
 * @returns {Promise<number>}
 */
function peakOf({ command, args, cwd }) {
  return new Promise((resolve, reject) => {
    let kibibytes = 0;
    const child = spawn(command, args, { cwd, stdio: 'ignore' });
    const timer = setInterval(() => {
      kibibytes = Math.max(kibibytes, highWaterMark(child.pid));
    }, 2);
    child.on('error', reject);
    child.on('exit', () => {
      clearInterval(timer);
      resolve(kibibytes / 1024);
    });
  });
}

/** @param {number | undefined} pid */
function highWaterMark(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
