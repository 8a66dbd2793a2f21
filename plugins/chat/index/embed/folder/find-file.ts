import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a model. `version` is another one whenever the file is: made of its size and time. */
export interface ModelFile {
  readonly path: string;
  readonly version: string;
}

/** The first of these paths that is a file with something in it. */
export async function findFile(dir: string, names: readonly string[]): Promise<ModelFile | undefined> {
  for (const name of names) {
    const path = join(dir, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && found.size > 0) return { path, version: `${name}:${found.size}:${found.mtimeMs}` };
  }
  return undefined;
}
