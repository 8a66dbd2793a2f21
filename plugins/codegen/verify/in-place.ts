import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { forgetCompiled } from './copy/sync-copy.js';
import { isProcessGone, processMark } from './process-mark.js';
import type { VerifiedFile } from './verified-file.js';

type Host = Pick<PluginContext, 'services' | 'storage' | 'processes' | 'workspace' | 'log'>;

/** A file that is there while the project holds files that are only tried. */
const markerName = /^verify-in-place-(\d+-\w+)$/;

const titleOf = (mark: string) => `Tried with its tests (process ${mark.split('-', 1)[0]})`;

/**
 * Writes files into the project, does the work, and takes them back, whatever came of it. Rejects as the `ProjectWriter` does: a file
 * that changed while its tests ran is not taken back, and told.
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
  const mark = await processMark(host);
  const marker = join(host.storage.workspaceDir, `verify-in-place-${mark}`);
  await writeFile(marker, '');
  try {
    const change = await writer.write(changed, { title: titleOf(mark) });
    try {
      return await work();
    } finally {
      await writer.undo(change.id);
      await Promise.all(changed.map((file) => forgetCompiled(join(host.workspace.root, file.path))));
    }
  } finally {
    await rm(marker, { force: true });
  }
}

/** Takes back what a devmgr that died had in the project to be tried. Never rejects; what was done is told in the log. */
export async function takeBackTried(host: Host): Promise<void> {
  const folder = host.storage.workspaceDir;
  for (const name of await readdir(folder).catch(() => [])) {
    const mark = markerName.exec(name)?.[1];
    if (mark === undefined || !(await isProcessGone(host, mark))) continue;
    try {
      await undoAll(host, titleOf(mark));
    } catch (error) {
      host.log.error('Files that were only tried with their tests are still in the project', error);
    }
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

async function undoAll({ services, log }: Host, title: string): Promise<void> {
  const writer = await services.require(ProjectWriter);
  for (const change of await writer.changes()) {
    if (change.title !== title || change.undoneAt !== undefined) continue;
    await writer.undo(change.id);
    const paths = change.files.map((file) => file.path).join(', ');
    log.warn(`${paths}: taken back, as devmgr ended while its tests ran`);
  }
}
