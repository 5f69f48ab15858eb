import { type Document, isCollection, isNode, isScalar, type Node, visit, type YAMLError } from 'yaml';
import { type Location, type Problem, problem } from '../problem.ts';
import { explainSyntax } from './syntax-words.ts';

/** Where a part of the text stands. */
export type Place = (start: number, end: number) => Location;

/** What keeps a text from being YAML. One mistake makes the parser stumble several times: only what stands for itself is told. */
export function syntaxProblems(document: Document.Parsed, text: string, unit: string, place: Place): Problem[] {
  const found = document.errors.map((error) => syntaxProblem(error, document, text, unit, place));
  const tabbed = found.some(({ code }) => code === 'tab-indent');
  const told = new Set<string>();
  return found.filter(({ code, message, at }) => {
    if (code !== 'invalid-yaml') return true;
    const isNew = !told.has(message) && !told.has(`line ${at?.line}`);
    told.add(message).add(`line ${at?.line}`);
    return isNew && !tabbed;
  });
}

/** The marks that Git leaves where two sides changed the same lines, with where each conflict begins. */
export function conflictProblems(text: string, file: string, unit: string, place: Place): Problem[] {
  const marks = [...text.matchAll(/^(?:<{7}|={7}|>{7})(?=[ \r\n]|$)/gm)];
  const begins = marks.filter(([mark]) => mark.startsWith('<'));
  return (begins.length > 0 ? begins : marks.filter(([mark]) => mark.startsWith('>'))).map(({ index }) =>
    problem('merge-conflict', { unit, at: place(index, index + 7) }, { file }),
  );
}

function syntaxProblem(error: YAMLError, document: Document.Parsed, text: string, unit: string, place: Place): Problem {
  const start = beginning(error, document, text);
  const at = place(start, Math.max(start + 1, error.pos[0] === start ? error.pos[1] : start + 1));
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]+/.exec(text.slice(start))?.[0] ?? '';
    return problem('duplicate-key', { unit, at: { ...at, length: Math.max(1, key.length) } }, { key });
  }
  if (error.code === 'TAB_AS_INDENT') return problem('tab-indent', { unit, at }, {});
  return problem('invalid-yaml', { unit, at }, explainSyntax(error.message));
}

/** Where the mistake begins: what is never closed begins long before the parser notices, and a line begins behind its indentation. */
function beginning({ message, pos: [start] }: YAMLError, document: Document.Parsed, text: string): number {
  if (/closing .quote|end with a [}\]]/.test(message)) return opening(document, text, start) ?? start;
  if (start > 0 && text[start - 1] !== '\n') return start;
  return start + (/^ *(?=\S)/.exec(text.slice(start))?.[0].length ?? 0);
}

/** The last quote or bracket before the place that nothing closes. */
function opening(document: Document.Parsed, text: string, before: number): number | undefined {
  let found: number | undefined;
  visit(document, (_, node) => {
    if (isNode(node) && node.range && node.range[0] <= before && isOpen(node, text.slice(node.range[0], node.range[1])))
      found = node.range[0];
  });
  return found;
}

function isOpen(node: Node, source: string): boolean {
  const first = source.charAt(0);
  const last = source.length > 1 ? source.trimEnd().at(-1) : undefined;
  if (isScalar(node)) return (first === '"' || first === "'") && last !== first;
  return isCollection(node) && ((first === '{' && last !== '}') || (first === '[' && last !== ']'));
}
