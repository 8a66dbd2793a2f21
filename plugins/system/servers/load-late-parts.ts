import type { Disposable, Logger } from 'devmgr/plugin-api';
import { lateEnvFile } from './definition/late-env-file.js';
import { latePart } from './late-part.js';
import { lateWatchSources } from './reload/late-watch-sources.js';
import { lateControl } from './remote/late-control.js';
import { lateOwnerLink } from './remote/late-owner-link.js';
import type { ServerHost } from './server-host.js';

/** All that is read late of what runs servers, watches them and tells others of them, one after the other so that nothing waits for long. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  lateControl,
  lateOwnerLink,
  lateWatchSources,
  lateEnvFile,
  () => import('chokidar'),
  () => import('dotenv'),
  () => import('smol-toml'),
];

/**
 * Reads the rest of the program while the first server starts: as long as it runs, devmgr can be updated on the disk without an end of what it
 * runs.
 */
export function loadLateParts({ onDidChange }: Pick<ServerHost, 'onDidChange'>, log: Pick<Logger, 'warn'>): Disposable {
  const watch = onDidChange(({ after }) => {
    if (after.status === 'stopped') return;
    void watch.dispose();
    loadAll().catch((error: unknown) => log.warn(`Not all of devmgr could be loaded: ${String(error)}`));
  });
  return watch;
}

async function loadAll(): Promise<void> {
  for (const part of PARTS) await latePart(part);
}
