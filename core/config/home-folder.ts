import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What devmgr keeps for the person: `$DEVMGR_HOME`, else `~/.devmgr`. Absolute; need not exist. */
export function homeFolder(env: Readonly<Record<string, string>>): string {
  return resolve(env['DEVMGR_HOME'] ?? join(env['HOME'] ?? homedir(), '.devmgr'));
}
