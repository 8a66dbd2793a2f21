import type { PortListener } from 'devmgr/plugin-api';

/** Who listens on a port of this machine. */
export interface PortHolder extends PortListener {
  /** The server of this project that it is. */
  readonly server?: string | undefined;
}
