import { latePart } from '../late-part.js';
import type * as ControlServers from './control-server.js';
import type * as WatchFeeds from './watch-feed.js';

/** Tells other devmgrs of the servers of this one. One place imports it: what was loaded once is found again after an update of devmgr only by whom it was loaded. */
export function lateControl(): Promise<[typeof ControlServers, typeof WatchFeeds]> {
  return latePart(() => Promise.all([import('./control-server.js'), import('./watch-feed.js')]));
}
