import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { fromFolder } from './from-folder.js';
import { isFile } from './find-import.js';
import type { ImportedServers } from './imported-servers.js';
import { readProcessCompose } from './read-process-compose.js';
import { readableServers } from './readable-servers.js';
import { readProcfile } from './read-procfile.js';

const MAX_BYTES = 1_000_000;

/**
 * Reads a Procfile or a file of process-compose; `path`, `root`: absolute. What lies in a folder below the root runs there. Rejects with a
 * `DevmgrError` for what is neither, or has no servers.
 */
export async function importFile(path: string, root: string): Promise<ImportedServers> {
  const file = basename(path);
  const text = await textOf(path);
  const hasDotenv = await isFile(join(dirname(path), '.env'));
  const isYaml = /^\.ya?ml$/i.test(extname(path));
  const imported = isYaml ? await readProcessCompose(text, { file, hasDotenv }) : readProcfile(text, { hasDotenv });
  if (imported.servers.length > 0) return readableServers(placed(imported, relative(root, dirname(path))));
  const hint = isYaml
    ? 'process-compose writes them below a key "processes", each with a command'
    : 'A Procfile has lines like: web: uvicorn app.main:app --port $PORT';
  throw failure(`${file} has no servers`, hint);
}

async function textOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const file = basename(path);
  if (!found) throw noFile(`There is no ${path}`, 'Name a Procfile or a process-compose.yaml');
  if (!found.isFile()) throw noFile(`${file} is no file`, 'Name a Procfile or a process-compose.yaml');
  if (found.size > MAX_BYTES) throw failure(`${file} is larger than 1 MB`, 'Name a Procfile or a process-compose.yaml');
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw failure(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Look at its rights',
    );
  });
}

function failure(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_CONFIG_INVALID', message, hint, exitCode: ExitCode.config });
}

/** It was named, and nothing is wrong with what it says. */
function noFile(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}

/** Both programs run everything in the folder of their file. */
function placed(imported: ImportedServers, folder: string): ImportedServers {
  if (folder === '') return imported;
  const servers = imported.servers.map(({ name, table }) => ({
    name,
    table: fromFolder({ ...table, cwd: table['cwd'] ?? '.' }, folder),
  }));
  return { ...imported, servers };
}
