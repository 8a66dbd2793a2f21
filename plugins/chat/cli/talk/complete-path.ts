import { readdirSync, type Dirent } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';

/**
 * Files and folders (with `/` behind them) that go on with a path as it was typed, from `from`, or from the person's folder after
 * `~/`. Hidden ones only when they are asked for.
 */
export function completePath(typed: string, from: string): readonly string[] {
  const at = typed.lastIndexOf('/') + 1;
  const [folder, name] = [typed.slice(0, at), typed.slice(at)];
  return entriesOf(resolve(from, folder.replace(/^~(?=\/)/, homedir())))
    .filter((entry) => entry.name.startsWith(name) && (name.startsWith('.') || !entry.name.startsWith('.')))
    .filter((entry) => !/\p{Cc}/u.test(entry.name))
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .sort();
}

/** At once, as readline wants it; there are none where it cannot be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
