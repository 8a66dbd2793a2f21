import type { Clock, Disposable, Logger } from 'devmgr/plugin-api';
import type { ServerDefinition } from '../definition/server-definition.js';
import { lateWatchSources } from '../reload/late-watch-sources.js';

export interface ReloadWatchParts {
  readonly root: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Watches the sources of a server until it is released. `onChange` gets the files, from the project's root; the first one was first to change. */
export function watchForReload(
  { name, watch }: Pick<ServerDefinition, 'name' | 'watch'>,
  { root, clock, log }: ReloadWatchParts,
  onChange: (files: readonly string[]) => void,
): Disposable {
  const onError = (error: Error) => log.warn(`${name}: ${error.message}`);
  let isOver = false;
  const since = clock.now();
  // Read late: most servers are stopped when devmgr starts.
  const watching = lateWatchSources().then(({ watchSources }) =>
    isOver ? undefined : watchSources(watch, { root, clock, since, onChange, onError }),
  );
  watching.catch(onError);
  return {
    async dispose() {
      isOver = true;
      await (await watching.catch(() => undefined))?.dispose();
    },
  };
}
