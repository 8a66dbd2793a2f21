import type { Event } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Servers of this project that other devmgrs run. */
export interface ServersElsewhere {
  /** `undefined`: no other devmgr runs it. */
  state(name: string): ServerState | undefined;
  /** Fires when the state of any is another. */
  readonly onDidChange: Event<unknown>;
}
