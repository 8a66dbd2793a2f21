import type { WidgetHandle } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerPaneId } from './page-panes.js';

/** One of the pages of the selected server. */
export interface ServerPage<Id extends ServerPaneId = never> {
  readonly panes: Readonly<Record<Id, WidgetHandle>>;
  /** Asked while it is shown, whenever something of a server has changed. */
  refresh(server: ServerState | undefined): void;
  /** Gives the keys to what is used first. */
  focus(): void;
}
