import type { Disposable } from 'devmgr/plugin-api';
import type { HostParts } from '../plugins/host-parts.js';
import { readSettingsFiles, settingsFiles } from './settings-files.js';

/** Reads the settings files again when one changes. A file that cannot be read keeps the old settings and says why. */
export async function watchSettings({ paths, settings, log, presentation }: HostParts): Promise<Disposable> {
  const { watch } = await import('chokidar');
  const files = settingsFiles(paths).map(([file]) => file);
  const watcher = watch(files, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 50 },
  });
  watcher.on('all', () => {
    readSettingsFiles(paths).then(
      (layers) => settings.replace(layers),
      (error: { message: string; hint?: string }) => {
        log.logger('core').warn(error.message);
        presentation().screen.notify({ severity: 'warning', message: error.message, hint: error.hint });
      },
    );
  });
  watcher.on('error', (error) => log.logger('core').warn(`Settings are not watched: ${String(error)}`));
  return { dispose: () => watcher.close() };
}
