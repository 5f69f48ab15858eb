/** What a terminal shows for one character as people see it, and where that stands in the text. */
export interface Cell {
  readonly shown: string;
  /** Columns: 0 for a lone combining mark, 2 for a wide character. */
  readonly width: number;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const ascii = /^[\t -~]*$/;
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u;
const halfWidth = /^[\uff61-\uff9f\uffa0-\uffdc]/;
const withoutWidth = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
// Control characters could move the cursor, and marks of direction could show another text than the one that is there.
const dangerous = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text as a terminal shows it: tabs are four columns, what could disturb the terminal is replaced. */
export function cellsOf(line: string): Cell[] {
  return segmentsOf(line).map(({ segment, index }) => {
    const shown = segment === '\t' ? '    ' : segment.replaceAll(dangerous, '\ufffd');
    return { shown, width: segment === '\t' ? 4 : widthOf(shown), start: index, end: index + segment.length };
  });
}

/** Text of several lines without what could disturb the terminal. */
export function harmless(text: string): string {
  return text.replaceAll(/\r\n/g, '\n').replaceAll(dangerous, (character) => (character === '\n' ? character : '\ufffd'));
}

/** Characters as people see them. Nearly every line is ASCII, and the first segmenter of a process costs 15 ms. */
function segmentsOf(line: string): { readonly segment: string; readonly index: number }[] {
  if (ascii.test(line)) return Array.from(line, (segment, index) => ({ segment, index }));
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)];
}

function widthOf(grapheme: string): number {
  if (withoutWidth.test(grapheme)) return 0;
  return wide.test(grapheme) && !halfWidth.test(grapheme) ? 2 : 1;
}
