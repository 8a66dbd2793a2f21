import { access, constants, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** Rejects with a `DevmgrError` when a training file cannot be read. */
export async function requireFile(path: string): Promise<void> {
  if (!isAbsolute(path)) throw refused(`${path} is no path of a file on this machine`, 'Give the path of a file here.');
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw refused(`${path} is not there`, 'Look at the path.');
  if (!stats.isFile()) throw refused(`${path} is no file`, 'Give a JSONL file, one example a line.');
  if (stats.size === 0) throw refused(`${path} is empty`, 'Give a JSONL file, one example a line.');
  await access(path, constants.R_OK).catch(() => {
    throw refused(`${path} cannot be read`, `Allow it: chmod u+r ${path}`);
  });
}

function refused(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_TRAINING_FILE', message, hint, exitCode: ExitCode.usage });
}
