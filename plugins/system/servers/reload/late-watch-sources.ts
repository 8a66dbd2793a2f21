import type * as Watching from './watch-sources.js';

/** Follows the sources of a server. One place imports it: what was loaded once is found again after an update of devmgr only by whom it was loaded. */
export function lateWatchSources(): Promise<typeof Watching> {
  return import('./watch-sources.js');
}
