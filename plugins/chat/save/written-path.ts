import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A path as a person writes it: blanks around it do not count, and `~` is the home folder, as in a shell; without links, as the root is. */
export async function writtenPath(path: string): Promise<string> {
  const bare = path.trim();
  if (!/^~(?:[\\/]|$)/.test(bare)) return bare;
  const home = await realpath(homedir()).catch(() => homedir());
  return join(home, bare.slice(1));
}
