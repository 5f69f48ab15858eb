// What a plain scalar must not look like: every spelling of null, booleans, numbers, dates and merge keys in YAML 1.1 and 1.2,
// because Helm and kubectl read 1.1 (`n` is false, `1_000`, `0e_1` and `1:30` are numbers there) and editors read 1.2.
const ambiguous =
  /^(?:~|null|y|n|yes|no|on|off|true|false|<<|=|[-+]?\.(?:inf|nan)|[-+]?[\d._][\d_.,:]*(?:e[-+\d_]*)?|[-+]?e[-+]?\d+|[-+]?0_*[xob][-+\da-f_]*|\d{4}-\d\d?-\d\d?.*)$/i;
const plain = /^[A-Za-z0-9_./$(\\^+][^\n\r\t\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*$/;
const indicators = /: |:$| #|\s$/;
const block = /^[^\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*$/;

/** The same few hundred words make up most of what is written. Bounded, so that a long run can't grow it without end. */
const known = new Map<string, string>();
const mostKnown = 10_000;
const longestKnown = 80;

/** A string on one line: plain where nobody can misread it, else in double quotes. */
export function inlineString(text: string): string {
  if (text.length > longestKnown) return inline(text);
  let written = known.get(text);
  if (written === undefined) {
    written = inline(text);
    if (known.size < mostKnown) known.set(text, written);
  }
  return written;
}

function inline(text: string): string {
  return plain.test(text) && !ambiguous.test(text) && !indicators.test(text) ? text : quoted(text);
}

/** Whether a text of several lines reads back unchanged as a literal block. */
export function isBlock(text: string): boolean {
  return text.includes('\n') && block.test(text) && !/^[ \n\t]/.test(text) && !/[ \t](?:\n|$)/.test(text);
}

/** JSON is YAML, except that YAML wants more of the invisible characters escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
