import type { Location } from '../problem.ts';
import { type Cell, cellsOf } from './cells.ts';
import type { Palette } from './colour.ts';

const widest = 120;
const narrowest = 40;
/** What stands around a line: indentation, the bar and both ellipses. */
const around = 9;

/** The line that a problem is about, with its number, and the place underlined. Nothing if the text has no such line. */
export function frame(text: string, { line, column, length }: Location, palette: Palette): string[] {
  const source = text.split(/\r?\n/, line)[line - 1];
  if (source === undefined) return [];
  const from = Math.min(column - 1, source.length);
  const number = String(line);
  const width = Math.max(narrowest, Math.min(widest, (palette.columns ?? Infinity) - around - number.length));
  const { shown, underline } = mark(crop(cellsOf(source), from, width), from, from + length);
  return [
    `${palette.dim(`${number} |`)} ${shown}`.trimEnd(),
    `${palette.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(underline.before)}${palette.red('^'.repeat(underline.marked))}`,
  ];
}

function mark(cells: readonly Cell[], from: number, to: number): { shown: string; underline: { before: number; marked: number } } {
  let shown = '';
  let before = 0;
  let marked = 0;
  for (const cell of cells) {
    shown += cell.shown;
    if (cell.end <= from) before += cell.width;
    else if (cell.start < to) marked += cell.width;
  }
  return { shown, underline: { before, marked: Math.max(marked, 1) } };
}

/** The part of a line that fits the screen and holds the place. What is cut off becomes an ellipsis. */
function crop(cells: readonly Cell[], from: number, maximumWidth: number): readonly Cell[] {
  if (widthOf(cells) <= maximumWidth) return cells;
  let first = cells.findIndex(({ end }) => end > from);
  if (first < 0) first = cells.length;
  // A third of the line is kept before the place.
  for (let room = Math.floor(maximumWidth / 3); first > 0 && room > 0; ) {
    first -= 1;
    room -= cells[first]?.width ?? 0;
  }
  let last = first;
  for (let room = maximumWidth; last < cells.length && room > 0; last++) room -= cells[last]?.width ?? 0;
  return [
    ...(first > 0 ? [ellipsis(0, cells[first]?.start)] : []),
    ...cells.slice(first, last),
    ...(last < cells.length ? [ellipsis(Infinity)] : []),
  ];
}

function ellipsis(start: number, end = start): Cell {
  return { shown: '…', width: 1, start, end };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
