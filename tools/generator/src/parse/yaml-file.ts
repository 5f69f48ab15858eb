import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  parseDocument,
  visit,
} from 'yaml';
import { type Location, type Problem, problem } from '../problem.ts';
import { conflictProblems, type Place, syntaxProblems } from './syntax-problems.ts';

export type Path = readonly (string | number)[];

/** A YAML file as plain data that knows where each value stands. */
export interface YamlFile {
  /** Relative to the repository. */
  readonly file: string;
  readonly value: unknown;
  /** The value where it is a scalar, the key where it is a collection; undefined where the file has no such path. */
  find(path: Path): Location | undefined;
  /** The key itself. */
  findKey(path: Path): Location | undefined;
}

/** Reads the text of one file. All problems at once; a file with problems has no value. */
export function parseYaml(file: string, text: string, unit: string, example: string): { yaml?: YamlFile; problems: Problem[] } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, merge: true, stringKeys: true });
  const place = (start: number, end: number) => locate(file, lines, start, end);
  const empty = () => problem('empty-file', { unit, at: place(0, 1) }, { file, example });
  const [document, second] = documents as Document.Parsed[];
  if (!document) return { problems: [empty()] };

  const conflicts = conflictProblems(text, file, unit, place);
  if (conflicts.length > 0) return { problems: conflicts };
  const problems: Problem[] = [];
  if (second) problems.push(problem('several-documents', { unit, at: place(second.range[0], second.range[0] + 1) }, { file }));
  problems.push(...syntaxProblems(document, text, unit, place));
  if (problems.length === 0 && /[&*]|<</.test(text)) problems.push(...anchorProblems(document, text, unit, place));
  if (problems.length > 0) return { problems };
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) return { problems: [empty()] };
  return {
    problems,
    yaml: {
      file,
      value: document.toJS(),
      find: (path) => positions(file, text).find(path),
      findKey: (path) => positions(file, text).findKey(path),
    },
  };
}

let last: { readonly text: string; readonly positions: Pick<YamlFile, 'find' | 'findKey'> } | undefined;

/**
 * Where things stand in a valid file. Only problems ask for it, so the tree, which takes far more memory than the text, is made again
 * then, and kept until another file is asked about.
 */
function positions(file: string, text: string): Pick<YamlFile, 'find' | 'findKey'> {
  if (last?.text === text) return last.positions;
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const place: Place = (start, end) => locate(file, lines, start, end);
  const found = {
    find: (path: Path) => nodeRange(contents, path, 'value', place),
    findKey: (path: Path) => nodeRange(contents, path, 'key', place),
  };
  last = { text, positions: found };
  return found;
}

function locate(file: string, lines: LineCounter, start: number, end: number): Location {
  const { line, col } = lines.linePos(start);
  const isOneLine = lines.linePos(end).line === line;
  return { file, line, column: col, length: Math.max(1, isOneLine ? end - start : 1) };
}

function anchorProblems(document: Document.Parsed, text: string, unit: string, place: Place): Problem[] {
  const problems: Problem[] = [];
  const report = (
    node: Node,
    what: 'anchor' | 'alias' | 'merge key',
    [start, end]: readonly [number, number, number?] = node.range ?? [0, 1],
  ) => {
    problems.push(problem('yaml-anchor', { unit, at: place(start, end) }, { what }));
  };
  visit(document, (_, node) => {
    if (isAlias(node)) report(node, 'alias');
    else if (isPair(node) && isScalar(node.key) && node.key.source === '<<') report(node.key, 'merge key');
    else if (isNode(node) && !isAlias(node) && node.anchor) {
      // It stands before its node, which begins behind it.
      const start = text.lastIndexOf(`&${node.anchor}`, node.range?.[0]);
      report(node, 'anchor', [start, start + node.anchor.length + 1]);
    }
  });
  return problems;
}

function nodeRange(root: unknown, path: Path, want: 'key' | 'value', place: Place): Location | undefined {
  let node: unknown = root;
  let key: unknown;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return undefined;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node)) {
      key = undefined;
      node = node.items[Number(step)];
      if (node === undefined) return undefined;
    } else {
      return undefined;
    }
  }
  const chosen = isNode(key) && (want === 'key' || !isScalar(node) || node.value === null) ? key : node;
  if (!isNode(chosen) || !chosen.range) return undefined;
  return place(chosen.range[0], chosen.range[1]);
}
