import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { isProcessGone, processMark } from '../process-mark.js';
import { noCopy } from './copy-errors.js';

type Host = Pick<PluginContext, 'storage' | 'processes' | 'log'>;

/** Where copies are made and how their folders are called there: the project's own storage, else the system's folder for what is temporary. */
const places = ({ storage }: Host) => [
  { parent: storage.workspaceDir, prefix: 'verify-' },
  { parent: tmpdir(), prefix: 'devmgr-verify-' },
];

/**
 * Makes an empty folder that only the person may read. Its name says which process it belongs to, so that one that was left by a crash
 * can be told. Rejects with `PLUGIN_CODEGEN_COPY_FAILED` when none can be made.
 */
export async function makeCopyFolder(host: Host): Promise<string> {
  const mark = await processMark(host);
  let reason: unknown;
  for (const { parent, prefix } of places(host)) {
    try {
      return await mkdtemp(join(parent, `${prefix}${mark}-`));
    } catch (error) {
      reason = error;
    }
  }
  throw noCopy(reason);
}

/** Removes copies whose process is gone. Never rejects: what cannot be removed stays, and is told in the log. */
export async function removeStaleCopies(host: Host): Promise<void> {
  for (const { parent, prefix } of places(host)) {
    for (const name of await readdir(parent).catch(() => [])) {
      const mark = name.startsWith(prefix) ? /^(\d+-\w+)-\w{6}$/.exec(name.slice(prefix.length))?.[1] : undefined;
      if (mark === undefined || !(await isProcessGone(host, mark))) continue;
      const path = join(parent, name);
      await rm(path, { recursive: true, force: true }).catch((error: unknown) =>
        host.log.debug('An old copy of the project could not be removed', { path, error: String(error) }),
      );
    }
  }
}
