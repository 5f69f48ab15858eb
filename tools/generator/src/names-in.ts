import { readdirSync } from 'node:fs';

/** What lies in a folder, sorted; nothing where there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
