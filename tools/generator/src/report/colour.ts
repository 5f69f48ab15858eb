/** What text may look like. Every function returns it as it is where colours are not wanted. */
export interface Palette {
  /** Of the terminal, where there is one. */
  readonly columns?: number | undefined;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** For one stream: colours on a terminal, unless NO_COLOR is set; FORCE_COLOR overrules both. */
export function paletteFor(stream: { readonly isTTY?: boolean; readonly columns?: number }, env: Variables): Palette {
  const palette = wantsColours(stream, env) ? coloured : plain;
  return stream.columns === undefined ? palette : { ...palette, columns: stream.columns };
}

/** No colours. */
export const plain: Palette = { bold: same, dim: same, red: same, green: same, yellow: same };

const coloured: Palette = { bold: code(1, 22), dim: code(2, 22), red: code(31, 39), green: code(32, 39), yellow: code(33, 39) };

function wantsColours({ isTTY }: { readonly isTTY?: boolean }, { FORCE_COLOR, NO_COLOR, TERM }: Variables): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR) return false;
  return isTTY === true && TERM !== 'dumb';
}

function same(text: string): string {
  return text;
}

function code(on: number, off: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
