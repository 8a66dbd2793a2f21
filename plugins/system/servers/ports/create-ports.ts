import { setTimeout as sleep } from 'node:timers/promises';
import { DevmgrError, ExitCode, type PortListener, type Processes } from 'devmgr/plugin-api';
import { chooseHolder } from './choose-holder.js';
import { describeHolder } from './describe-holder.js';
import { freeRefusal } from './free-refusal.js';
import type { PortHolder } from './port-holder.js';

/** The TCP ports of this machine. */
export interface Ports {
  /** Who listens there, first of all whoever is in the way of a server at `host`; `undefined` when nobody does or can be seen. */
  holder(port: number, host?: string): Promise<PortHolder | undefined>;
  /**
   * Ends what holds a port: politely, then by force, with all that came from it. Resolves to what was ended; `undefined` when the port was
   * free already. Rejects without touching anything when it is not the process that the person agreed to end, or one that is never ended
   * from here (`freeRefusal`): another user's, the system's, one that devmgr runs in, a container's; also when it is taken again at once.
   */
  free(port: number, agreed: PortHolder): Promise<PortHolder | undefined>;
  /** Where processes of this person, and the servers of this project, listen; in the order of the ports. */
  all(): Promise<readonly PortHolder[]>;
}

export interface PortsParts {
  readonly processes: Pick<Processes, 'portListeners' | 'stopForeign'>;
  /** The server of this project that listens there, whoever runs it. `looksDeep`: also by what its process has started. */
  readonly serverOf: (listener: PortListener, looksDeep: boolean) => Promise<string | undefined>;
  /** Masks secrets in command lines. */
  readonly redact: (text: string) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What a supervisor needs to start again what was ended. */
const RESPAWN_MS = 300;

/** Makes the ports of this machine as the servers of a project see them. */
export function createPorts(parts: PortsParts): Ports {
  const { processes, now } = parts;
  const toHolder = async (listener: PortListener, isAlone: boolean): Promise<PortHolder> => {
    const { owner } = listener;
    const server = await parts.serverOf(listener, isAlone);
    return { ...listener, server, owner: owner && { ...owner, command: parts.redact(owner.command) } };
  };
  const holdersOf = async (port?: number) => {
    const listeners = await processes.portListeners(port);
    return Promise.all(listeners.map((listener) => toHolder(listener, port !== undefined)));
  };
  return {
    async holder(port, host) {
      return chooseHolder(await holdersOf(port), host);
    },
    async free(port, agreed) {
      const present = await holdersOf(port);
      const holder = present.find((each) => isSame(each, agreed));
      if (!holder && present.length === 0) return undefined;
      if (!holder?.owner) throw freeRefusal(agreed, now()) ?? changed(port, chooseHolder(present), now());
      const refusal = freeRefusal(holder, now());
      if (refusal) throw refusal;
      const { pid, startTime = '' } = holder.owner;
      if (!(await processes.stopForeign(pid, startTime))) throw notFreed(`${describeHolder(holder, now())} goes on`);
      requireFree(await holdersOf(port), now());
      await sleep(RESPAWN_MS);
      requireFree(await holdersOf(port), now());
      return holder;
    },
    async all() {
      return (await holdersOf()).filter(({ owner, server }) => owner?.isOurs === true || server !== undefined);
    },
  };
}

function isSame({ owner }: PortHolder, agreed: PortHolder): boolean {
  return owner !== undefined && owner.pid === agreed.owner?.pid && owner.startTime === agreed.owner.startTime;
}

function requireFree(holders: readonly PortHolder[], now: number): void {
  const [holder] = holders;
  if (holder) throw notFreed(`port ${holder.port} is held again, by ${describeHolder(holder, now)}`);
}

function notFreed(what: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_PORT_NOT_FREED',
    message: `The port was not freed: ${what}`,
    hint: 'Something starts it again, or shares the port: end that, or choose another port',
    exitCode: ExitCode.unavailable,
  });
}

function changed(port: number, holder: PortHolder | undefined, now: number): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_PORT_CHANGED',
    message: `Port ${port} is held by somebody else now: ${describeHolder(holder, now)}`,
    hint: 'Look again before you end it',
    exitCode: ExitCode.unavailable,
  });
}
