import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DevmgrError, ExitCode, type Clock, type Processes } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { ServerHost } from '../server-host.js';
import { askOwner } from './ask-owner.js';
import type { Claims } from './claims.js';
import { CONTROL_VERSION, type ControlRequest } from './control-message.js';
import type { OtherServers } from './other-servers.js';
import { ownerSilent } from './remote-errors.js';

export interface BackgroundServersOptions {
  /** Servers of this devmgr. */
  readonly own: ServerHost;
  readonly others: OtherServers;
  readonly claims: Claims;
  readonly processes: Pick<Processes, 'startDetached' | 'startTime'>;
  readonly clock: Clock;
  /** Of the project. */
  readonly root: string;
  /** Exists. */
  readonly runDir: string;
  /** Of the command line that has `start --detach`; a copy of the plugin has another than `server`. */
  readonly word: string;
  /** Of this devmgr. */
  readonly pid: number;
}

/** After a lone `--`: the devmgr itself stays in the background, instead of asking one to. */
export const STAY = 'stay';

const START_TIMEOUT_MS = 120_000;
const BEGIN_TIMEOUT_MS = 20_000;
const LOOK_EVERY_MS = 50;
const TRIES = 3;

/** Starts servers in a devmgr in the background, one for each project. It ends when its last server is stopped. */
export class BackgroundServers {
  readonly #options: BackgroundServersOptions;

  constructor(options: BackgroundServersOptions) {
    this.#options = options;
  }

  /** Resolves when they run or have failed to (look at the state). Rejects when one cannot even be tried, and when `signal` aborts. */
  async start(names: readonly string[], options: ServerStartOptions = {}, signal?: AbortSignal): Promise<void> {
    const { clock, others } = this.#options;
    const request: ControlRequest = { version: CONTROL_VERSION, action: 'start', names, options };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { socket, pid } = await this.#find(signal);
      const answer = await askOwner(socket, request, START_TIMEOUT_MS, clock);
      // It has ended in between: its last server was stopped.
      if (answer === 'dead') continue;
      if (answer === 'silent') throw ownerSilent(pid);
      if (!answer.ok) throw answer.error;
      await others.watch();
      return others.refresh();
    }
    throw notBegun('it ended at once, three times');
  }

  /** A server that runs here is stopped and started in the background. */
  async handOver(name: string, options: ServerStartOptions): Promise<void> {
    const { own, claims } = this.#options;
    await own.stop(name);
    await claims.release(name);
    try {
      await this.start([name], options);
    } catch (error) {
      // It ran here a moment ago: better here than nowhere. What hinders it here as well is said already.
      await own.start(name, options).catch(() => undefined);
      throw error;
    }
  }

  /** The devmgr in the background, made when there is none. */
  async #find(signal: AbortSignal | undefined): Promise<{ readonly socket: string; readonly pid: number }> {
    const { claims, processes, root, runDir, word, pid: ownPid } = this.#options;
    const known = await claims.detached();
    if (known?.socket !== undefined) return { ...known, socket: known.socket };
    const outputFile = join(runDir, `background-${ownPid}.txt`);
    try {
      const args = [word, 'start', '--detach', '--project', root, '--', STAY];
      const pid = await processes.startDetached({ args, cwd: root, outputFile });
      return await this.#begun(pid, outputFile, signal);
    } finally {
      await rm(outputFile, { force: true }).catch(() => undefined);
    }
  }

  /** Another one may be faster: then that one counts, and ours ends by itself. */
  async #begun(pid: number, outputFile: string, signal: AbortSignal | undefined) {
    const { claims, clock, processes } = this.#options;
    const until = performance.now() + BEGIN_TIMEOUT_MS;
    for (;;) {
      const isAlive = (await processes.startTime(pid)) !== undefined;
      const found = await claims.detached();
      if (found?.socket !== undefined) return { ...found, socket: found.socket };
      signal?.throwIfAborted();
      if (!isAlive) throw notBegun(await lastWords(outputFile));
      if (performance.now() > until) throw notBegun(`it says nothing for ${BEGIN_TIMEOUT_MS / 1000} s`);
      await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

async function lastWords(outputFile: string): Promise<string> {
  const text = await readFile(outputFile, 'utf8').catch(() => '');
  return text.trim() === '' ? 'it ended without a word' : text.trim().split('\n').slice(-5).join('\n');
}

function notBegun(reason: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_BACKGROUND_FAILED',
    message: `The devmgr in the background did not begin: ${reason}`,
    hint: 'Start the server in this terminal: devmgr server start',
    exitCode: ExitCode.unavailable,
  });
}
