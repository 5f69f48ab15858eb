// @ts-check
import { availableParallelism, cpus } from 'node:os';
import { median } from './measure.mjs';

/**
 * @typedef {{ readonly name: string, readonly milliseconds: readonly number[], readonly memory: number, readonly objects: number }} Row
 * @typedef {{ readonly compared: readonly Row[], readonly second: Row, readonly large: readonly Row[] }} Measurements
 */

/**
 * Markdown for people, and whether we are as fast and as small as we promise.
 * @param {Measurements} measurements
 */
export function report({ compared, second, large }) {
  const [cold] = compared;
  const [huge] = large;
  if (!cold || !huge) throw new Error('nothing was measured');
  const bars = [
    bar('first run, 1,200 objects in 20 environments', seconds(cold), 0.35, 's'),
    bar('second run, nothing to do', seconds(second), 0.15, 's'),
    bar('first run, 10,200 objects in 170 environments', seconds(huge), 1.5, 's'),
    bar('peak memory of it', huge.memory, 200, 'MiB'),
  ];
  const rows = [...compared, second, { ...huge, name: 'ours, 170 environments' }];
  const lines = [
    '## The same 1,200 objects: 400 each of Deployment, Service and ConfigMap, in 20 environments',
    '',
    '| | median | range | times ours | peak memory | objects written |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows.map((row) => rowText(row, seconds(cold))),
    '',
    'Own process, start included, nothing written before, except where the row says otherwise; median of ' +
      `${cold.milliseconds.length} runs. Ours also validates, orders and writes policies and Argo CD Applications.`,
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
