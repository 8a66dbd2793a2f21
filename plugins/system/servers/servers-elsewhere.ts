import type { Event } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Servers of this project that other devmgrs run. */
export interface ServersElsewhere {
  /** Resolves when it is known what runs; until then `state` may know of nothing. Never rejects. */
  known(): Promise<void>;
  /** `undefined`: no other devmgr runs it. */
  state(name: string): ServerState | undefined;
  /** Fires when the state of any is another. */
  readonly onDidChange: Event<unknown>;
}
