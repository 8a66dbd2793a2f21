import { join } from 'node:path';
import { homePath } from '../home-path.js';

/** The person's settings file as hints name it: `~/.devmgr/config.toml`, or where DEVMGR_HOME puts it. */
export function configFile(globalDir: string, env: Readonly<Record<string, string>>): string {
  return homePath(join(globalDir, 'config.toml'), env);
}
