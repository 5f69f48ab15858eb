// @ts-check
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { median } from './measure.mjs';

/**
 * @typedef {{ readonly name: string, readonly milliseconds: readonly number[], readonly memory: number, readonly objects: number }} Row
 * @typedef {{ readonly compared: readonly Row[], readonly second: Row, readonly large: Row | undefined, readonly onDisk: Row | undefined }} Measurements
 */

/**
 * Markdown for people, and whether we are as fast and as small as we promise.
 * @param {Measurements} measurements
 * @param {string} folder
 */
export function report({ compared, second, large, onDisk }, folder) {
  const [cold] = compared;
  if (!cold || !large || !onDisk) throw new Error('nothing was measured');
  const bars = [
    bar('first run, 1,200 objects in 20 environments', seconds(cold), 0.35, 's'),
    bar('second run, nothing to do', seconds(second), 0.15, 's'),
    bar('first run, 10,200 objects in 170 environments', seconds(large), 1.5, 's'),
    bar('peak memory of it', large.memory, 200, 'MiB'),
  ];
  const rows = [
    ...compared,
    second,
    { ...large, name: 'ours, 10,200 objects in 170 environments' },
    { ...onDisk, name: `ours, files in ${tmpdir()}` },
  ];
  const lines = [
    '## The same 1,200 objects: 400 each of Deployment, Service and ConfigMap, in 20 environments',
    '',
    '| | median | range | times ours | peak memory | objects written |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows.map((row) => rowText(row, seconds(cold))),
    '',
    `Medians of ${cold.milliseconds.length} runs in processes of their own, start included, with nothing written before, except where the row says otherwise.`,
    `Files in ${dirname(folder)}. Ours also validates, orders, and writes policies and Argo CD Applications.`,
    '',
    '| bar | limit | measured | |',
    '|---|--:|--:|---|',
    ...bars.map(({ text }) => text),
    '',
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}, ${process.platform}`,
    '',
  ];
  return { text: lines.join('\n'), isWithinBars: bars.every(({ isMet }) => isMet) };
}

/** @param {Row} row */
function seconds({ milliseconds }) {
  return median(milliseconds) / 1000;
}

/**
 * @param {Row} row
 * @param {number} reference
 */
function rowText(row, reference) {
  const [least, most] = [Math.min(...row.milliseconds), Math.max(...row.milliseconds)].map((each) => (each / 1000).toFixed(2));
  const memory = row.memory > 0 ? `${row.memory.toFixed(0)} MiB` : 'unknown';
  const ratio = (seconds(row) / reference).toFixed(1);
  return `| ${row.name} | ${seconds(row).toFixed(3)} s | ${least}–${most} s | ${ratio} | ${memory} | ${row.objects.toLocaleString('en')} |`;
}

/**
 * @param {string} what
 * @param {number} measured
 * @param {number} limit
 * @param {string} unit
 */
function bar(what, measured, limit, unit) {
  const isMet = measured <= limit;
  const digits = unit === 's' ? 3 : 0;
  return { isMet, text: `| ${what} | ${limit} ${unit} | ${measured.toFixed(digits)} ${unit} | ${isMet ? 'met' : 'missed'} |` };
}
