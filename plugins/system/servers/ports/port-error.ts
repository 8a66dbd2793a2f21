import { DevmgrError, ExitCode, type PortOwner } from 'devmgr/plugin-api';
import { describeHolder } from './describe-holder.js';
import { freeRefusal } from './free-refusal.js';
import type { PortHolder } from './port-holder.js';

/** The port that a server should listen on is held by somebody else. */
export class PortTakenError extends DevmgrError {
  readonly port: number;
  /** `undefined`: nobody can be seen there. */
  readonly holder: PortHolder | undefined;
  /** The next one that is free. */
  readonly freePort: number | undefined;

  /** `now`: milliseconds since the epoch. */
  constructor(port: number, holder: PortHolder | undefined, freePort: number | undefined, now = Date.now()) {
    super({
      code: 'PLUGIN_SYSTEM_PORT_TAKEN',
      message: `Port ${port} is taken by ${describeHolder(holder, now)}`,
      hint: hintFor(port, holder, freePort, now),
      exitCode: ExitCode.unavailable,
    });
    this.port = port;
    this.holder = holder;
    this.freePort = freePort;
  }

  get owner(): PortOwner | undefined {
    return this.holder?.owner;
  }
}

function hintFor(port: number, holder: PortHolder | undefined, freePort: number | undefined, now: number): string {
  const other =
    freePort === undefined
      ? 'Choose another port: --port, or Options on the screen'
      : `Port ${freePort} is free: --port ${freePort}`;
  const mayEnd = holder !== undefined && freeRefusal(holder, now) === undefined;
  return mayEnd ? `${other}; or end what holds it: devmgr server free ${port}` : other;
}
