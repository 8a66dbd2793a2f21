import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { linkIfFree } from '../../files/link-if-free.js';
import { readRegularFile } from '../../files/read-regular-file.js';

const BYTES = 24;
const FORM = /^[\w-]{32}$/;

/**
 * What the tests of a project prove themselves with to its servers: whoever can read the person's files. The same for all devmgrs of the
 * project, so that tests of one know the servers of another; masked wherever it appears. Rejects when it cannot be written.
 */
export async function projectTestSecret({
  storage,
  secrets,
}: Pick<PluginContext, 'storage' | 'secrets'>): Promise<string> {
  const path = join(storage.workspaceDir, 'test-secret');
  const secret = (await readSecret(path)) ?? (await makeSecret(path));
  secrets.add(secret);
  return secret;
}

async function readSecret(path: string): Promise<string | undefined> {
  const text = await readRegularFile(path, 1024);
  return FORM.test(text) ? text : undefined;
}

/** Of several devmgrs that do it at once all get the same. */
async function makeSecret(path: string): Promise<string> {
  const made = randomBytes(BYTES).toString('base64url');
  const beside = `${path}.${process.pid}.${made.slice(0, 8)}.new`;
  try {
    await writeFile(beside, made, { mode: 0o600, flag: 'wx' });
    if (await linkIfFree(beside, path)) return made;
    const theirs = await readSecret(path);
    if (theirs !== undefined) return theirs;
    // Somebody has spoilt it.
    await rm(path, { force: true });
    await linkIfFree(beside, path);
    return (await readSecret(path)) ?? made;
  } finally {
    await rm(beside, { force: true });
  }
}
