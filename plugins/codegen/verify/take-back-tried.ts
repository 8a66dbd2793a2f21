import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { isProcessGone } from './process-mark.js';
import { triedStays } from './tried-stays.js';
import { markIn, titleOfTried } from './tried-marker.js';

export type TriedHost = Pick<PluginContext, 'services' | 'storage' | 'processes' | 'log' | 'screen'>;

/** Takes back what a devmgr that died had in the project to be tried. Never rejects; what was done is told in the log, what could not be done on the
 * screen, too. */
export async function takeBackTried(host: TriedHost): Promise<void> {
  const folder = host.storage.workspaceDir;
  for (const name of await readdir(folder).catch(() => [])) {
    const mark = markIn(name);
    if (mark === undefined || !(await isProcessGone(host, mark))) continue;
    try {
      await undoAll(host, titleOfTried(mark));
    } catch (error) {
      host.log.error('Files that were only tried with their tests are still in the project', error);
      if (DevmgrError.isInstance(error))
        host.screen.notify({ severity: 'error', message: error.message, hint: error.hint });
    }
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

async function undoAll({ services, log }: TriedHost, title: string): Promise<void> {
  const writer = await services.require(ProjectWriter);
  for (const change of await writer.changes()) {
    if (change.title !== title || change.undoneAt !== undefined) continue;
    await writer.undo(change.id).catch((error: unknown) => {
      throw triedStays(change, error);
    });
    const paths = change.files.map((file) => file.path).join(', ');
    log.warn(`${paths}: taken back, as devmgr ended while its tests ran`);
  }
}
