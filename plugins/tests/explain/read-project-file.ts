import { isAbsolute, relative, resolve, sep } from 'node:path';
import { readRegularFile } from '../files/read-regular-file.js';

/** The text of a regular file inside the project, as `readRegularFile`; `undefined` for anything else. */
export async function readProjectFile(root: string, path: string): Promise<string | undefined> {
  const whole = resolve(root, path);
  const inside = relative(root, whole);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return readRegularFile(whole);
}
