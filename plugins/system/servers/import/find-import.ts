import { stat } from 'node:fs/promises';
import { join } from 'node:path';

const FILES = ['process-compose.yaml', 'process-compose.yml', 'Procfile.dev', 'Procfile'];

/** Files of a folder that servers can be imported from, the first choice first. */
export async function findImports(root: string): Promise<readonly string[]> {
  const found = await Promise.all(FILES.map((name) => isFile(join(root, name))));
  return FILES.filter((_name, index) => found[index]);
}

/** Nothing else is read: neither folders nor devices. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
