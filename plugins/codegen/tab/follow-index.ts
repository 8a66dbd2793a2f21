import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';

/**
 * Has the code index follow the files, so that what is gathered is of now, until it is released. A devmgr without an index, or one that is switched
 * off, gathers without it.
 */
export function followIndex({ services, log }: Pick<PluginContext, 'services' | 'log'>): Disposable {
  let watching: Disposable | undefined;
  let isReleased = false;
  services
    .require(CodeIndex)
    .then((index) => {
      if (!isReleased) watching = index.watch();
    })
    .catch((error: unknown) => log.debug('The code index does not follow the files', { reason: String(error) }));
  return {
    async dispose() {
      isReleased = true;
      await watching?.dispose();
    },
  };
}
