// @ts-check
/**
 * Somebody who can do the work. What a user writes once is written beforehand and not measured.
 * @typedef {object} Contestant
 * @property {string} name
 * @property {() => void} reset throws away what an earlier run wrote
 * @property {readonly import('./measure.mjs').Process[]} processes
 * @property {() => readonly string[]} results the files that a run wrote
 * @property {{ name: string, milliseconds: (output: string) => number }} [inProcess] what the program says it took without its start
 */
export {};
