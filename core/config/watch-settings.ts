import type { Disposable } from 'devmgr/plugin-api';
import type { HostParts } from '../plugins/host-parts.js';
import { readSettingsFiles, settingsFiles } from './settings-files.js';

/**
 * Reads the settings files and the project's `.env` again when one changes. A settings file that cannot be read keeps the
 * old settings and says why.
 */
export async function watchSettings(parts: HostParts): Promise<Disposable> {
  const { paths, projectEnv, log } = parts;
  const { watch } = await import('chokidar');
  const files = settingsFiles(paths).map(([file]) => file);
  const watcher = watch([...files, projectEnv.file], {
    ignoreInitial: true,
    // A `.env` that is a virtual environment is not walked through.
    depth: 0,
    awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 50 },
  });
  watcher.on('all', (_event, path) => {
    if (path === projectEnv.file) void projectEnv.refresh();
    else if (files.includes(path)) void readSettings(parts);
  });
  // What changed between the first reading and now.
  watcher.on('ready', () => {
    void projectEnv.refresh();
    void readSettings(parts);
  });
  watcher.on('error', (error) => log.logger('core').warn(`Settings are not watched: ${String(error)}`));
  return { dispose: () => watcher.close() };
}

async function readSettings({ paths, settings, log, presentation }: HostParts): Promise<void> {
  try {
    settings.replace(await readSettingsFiles(paths));
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string };
    log.logger('core').warn(message);
    presentation().screen.notify({ severity: 'warning', message, hint });
  }
}
