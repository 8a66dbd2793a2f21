import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { appFile } from './app-file.js';

const PATH = /^(?<file>.+\.py)(?::(?<attribute>[^:]+))?$/;

/** `--app` names a file, as the `fastapi` command takes it, and no `module:attribute`: `app/main.py`, `app/main.py:app`. */
export function isAppPath(app: string): boolean {
  const file = PATH.exec(app)?.groups?.['file'];
  return file !== undefined && existsSync(file);
}

/** The server whose application stands in that file. Rejects when none does. `path`: from the folder of the terminal. */
export async function serverAtPath(path: string, { manager, context }: SystemParts): Promise<string> {
  await manager.discover();
  const { file = '', attribute } = PATH.exec(path)?.groups ?? {};
  const wanted = resolve(file).replace(/(?:\/__init__)?\.py$/, '');
  const found = manager.all.get().find(({ name, target }) => {
    const definition = manager.definition(name);
    const isThere = definition !== undefined && appFile(definition) === wanted;
    return isThere && (attribute === undefined || target.split(':')[1] === attribute);
  });
  if (found) return found.name;
  const module = relative(context.workspace.root, wanted).split('/').join('.');
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message:
      attribute === undefined
        ? `No FastAPI application was found in ${file}`
        : `${file} has no application ${attribute}`,
    hint: `Name the attribute that is one: --app ${module}:app`,
    exitCode: ExitCode.usage,
  });
}
