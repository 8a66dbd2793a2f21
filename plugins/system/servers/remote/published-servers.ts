import type { ServerHost } from '../server-host.js';

/** What other devmgrs see of the servers of one, and what they may ask of it. */
export type PublishedServers = Pick<
  ServerHost,
  | 'all'
  | 'onDidChange'
  | 'discover'
  | 'start'
  | 'startAll'
  | 'stop'
  | 'stopAll'
  | 'restart'
  | 'reload'
  | 'isRestarting'
  | 'facts'
  | 'output'
  | 'requests'
>;
