import { hash } from 'node:crypto';
import { isMapping } from '../mapping.ts';

/** Lies in every generated folder and lists what the generator wrote there. */
export const inventoryFile = 'inventory.json';

const version = 1;

/** From the path of a file to the SHA-256 of its text, in hexadecimal digits. */
export type Inventory = ReadonlyMap<string, string>;

export function hashOf(content: string | Buffer): string {
  return hash('sha256', content);
}

/** The text of inventory.json for these files: sorted, one line a file, so that Git merges it line by line. */
export function inventoryText(files: ReadonlyMap<string, string>): string {
  const sha256 = Object.fromEntries([...files.keys()].sort().map((path) => [path, hashOf(files.get(path) ?? '')]));
  return `${JSON.stringify({ version, sha256 }, null, 2)}\n`;
}

/** What inventory.json lists, or why it can't be read. Without a file nothing is ours. */
export function readInventory(text: string | undefined): Inventory | { readonly unreadable: string } {
  if (text === undefined) return new Map();
  if (hasConflictMarkers(text)) return { unreadable: 'it has the conflict markers of a merge' };
  const value = parse(text);
  if (value === undefined) return { unreadable: 'it is not JSON' };
  if (!isMapping(value) || !isMapping(value.sha256)) return { unreadable: 'it is not an inventory' };
  if (value.version !== version) return { unreadable: `it has format version ${value.version}, this generator knows ${version}` };
  const inventory = new Map<string, string>();
  for (const [path, digits] of Object.entries(value.sha256)) {
    if (typeof digits !== 'string' || !/^[0-9a-f]{64}$/.test(digits)) return { unreadable: `it has no SHA-256 of ${path}` };
    if (!staysInside(path)) return { unreadable: `${path} is not a path inside the folder` };
    inventory.set(path, digits);
  }
  return inventory;
}

/** Whether Git left the two sides of a merge in a text. */
export function hasConflictMarkers(text: string): boolean {
  return /^(<{7}|={7}|>{7})/m.test(text);
}

/** Whether a path is relative, in its shortest form, and written with forward slashes. */
export function staysInside(path: string): boolean {
  return !/(^|\/)\.{0,2}(\/|$)|\\|\0/.test(path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
