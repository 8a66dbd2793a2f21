import { DevmgrError, ExitCode, type PortOwner } from 'devmgr/plugin-api';

const MAX_COMMAND = 80;

/** The port that a server should listen on is held by somebody else. */
export class PortTakenError extends DevmgrError {
  readonly port: number;
  readonly owner: PortOwner | undefined;
  /** The next one that is free. */
  readonly freePort: number | undefined;

  constructor(port: number, owner: PortOwner | undefined, freePort: number | undefined) {
    const holder = owner ? `pid ${owner.pid} (${short(owner.command)})` : 'another process';
    super({
      code: 'PLUGIN_SYSTEM_PORT_TAKEN',
      message: `Port ${port} is taken by ${holder}`,
      hint:
        freePort === undefined
          ? 'Choose another port: --port, or Options on the screen'
          : `Port ${freePort} is free: --port ${freePort}`,
      exitCode: ExitCode.unavailable,
    });
    this.port = port;
    this.owner = owner;
    this.freePort = freePort;
  }
}

function short(command: string): string {
  return command.length > MAX_COMMAND ? `${command.slice(0, MAX_COMMAND - 1)}…` : command;
}
