import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { forgetCompiled } from './copy/sync-copy.js';
import { processMark } from './process-mark.js';
import { markerOf, titleOfTried } from './tried-marker.js';
import { triedStays } from './tried-stays.js';
import type { VerifiedFile } from './verified-file.js';

type Host = Pick<PluginContext, 'services' | 'storage' | 'processes' | 'workspace' | 'log'>;

/**
 * Writes files into the project, does the work, and takes them back, whatever came of it. Rejects as the `ProjectWriter` does, and with
 * `PLUGIN_CODEGEN_TRIED_STAYS` when a file changed while its tests ran: it is not taken back.
 */
export async function withFilesInPlace<T>(
  host: Host,
  files: readonly VerifiedFile[],
  work: () => Promise<T>,
): Promise<T> {
  const writer = await host.services.require(ProjectWriter);
  const snapshots = await Promise.all(files.map((file) => writer.read(file.path)));
  const planned = snapshots.map(({ path, version }, at) => ({ path, text: files[at]?.text ?? '', base: version }));
  const changed = planned.filter(({ text }, at) => text !== snapshots[at]?.text);
  if (changed.length === 0) return work();
  const times = await timesOf(changed.map((file) => join(host.workspace.root, file.path)));
  const mark = await processMark(host);
  const marker = join(host.storage.workspaceDir, markerOf(mark));
  await writeFile(marker, '');
  // The marker outlives a failing undo: the next devmgr tries again.
  const change = await writer.write(changed, { title: titleOfTried(mark) }).catch(async (error: unknown) => {
    await rm(marker, { force: true });
    throw error;
  });
  try {
    return await work();
  } finally {
    await writer.undo(change.id).catch((error: unknown) => {
      throw triedStays(change, error);
    });
    await Promise.all(changed.map((file) => forgetCompiled(join(host.workspace.root, file.path))));
    await Promise.all(times.map(({ place, atime, mtime }) => utimes(place, atime, mtime).catch(() => undefined)));
    await rm(marker, { force: true });
  }
}

/** Of files that are there: what is built from them need not be built again. */
async function timesOf(places: readonly string[]) {
  const read = (place: string) => stat(place).then(({ atime, mtime }) => [{ place, atime, mtime }]);
  return (await Promise.all(places.map((place) => read(place).catch(() => [])))).flat();
}
