import { type Clock, type Disposable, type Logger, type Processes } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerManager } from '../server-manager.js';
import { reportServer } from '../server-report.js';
import type { ControlReply, ControlRequest } from './control-message.js';
import { ControlServer } from './control-server.js';
import type { RunRecord } from './run-record.js';
import type { RunRecords } from './run-records.js';
import { socketPath } from './socket-path.js';

export interface RunPublisherOptions {
  readonly manager: ServerManager;
  readonly records: RunRecords;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of this devmgr. */
  readonly pid: number;
}

/**
 * Lets other terminals see and steer the servers of this devmgr: a record for each that is not stopped, and a socket
 * from the first start on.
 */
export class RunPublisher implements Disposable {
  readonly #options: RunPublisherOptions;
  readonly #watch: Disposable;
  readonly #recorded = new Set<string>();
  #socket: ControlServer | undefined;
  /** One change after the other: records and socket never disagree. */
  #work: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: RunPublisherOptions) {
    this.#options = options;
    this.#watch = options.manager.onDidChange(({ before, after }) => {
      const isSame = after.status === before.status && pidOf(after) === pidOf(before);
      if (!isSame && !this.#disposed) this.#enqueue(() => this.#record(after));
    });
  }

  /** Resolves when everything is written down. */
  settled(): Promise<void> {
    return this.#work;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#watch.dispose();
    this.#enqueue(async () => {
      for (const name of this.#recorded) await this.#options.records.remove(name, this.#options.pid);
      await this.#socket?.dispose();
    });
    await this.#work;
  }

  #enqueue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.#options.log.error('Other terminals cannot see the servers of this devmgr', error);
    });
  }

  async #record(state: ServerState): Promise<void> {
    const { records, pid } = this.#options;
    if (state.status !== 'stopped') {
      const record = await this.#recordOf(state);
      if (record) await records.write(record);
      this.#recorded.add(state.name);
      return;
    }
    await records.remove(state.name, pid);
    this.#recorded.delete(state.name);
  }

  async #recordOf(state: ServerState): Promise<RunRecord | undefined> {
    const { processes, records, pid: ownerPid } = this.#options;
    if (!this.#socket) {
      await records.makeDir();
      const path = socketPath(records.dir, ownerPid);
      this.#socket = await ControlServer.listen({
        path,
        clock: this.#options.clock,
        handle: (request) => this.#answer(request),
      });
    }
    const { name, target } = state;
    const pid = pidOf(state);
    const startTime = pid === undefined ? undefined : await processes.startTime(pid);
    const process = pid !== undefined && startTime !== undefined ? { pid, startTime } : {};
    const url = 'url' in state ? state.url : '';
    return { version: 1, name, target, url, ...process, ownerPid, socket: this.#socket.path };
  }

  async #answer({ action, name = '' }: ControlRequest): Promise<ControlReply> {
    const { manager, clock } = this.#options;
    if (action === 'stop') await manager.stop(name);
    if (action === 'restart') await manager.restart(name);
    const known = manager.all.get().filter((state) => action !== 'status' || state.status !== 'stopped');
    return { ok: true, servers: known.map((state) => reportServer(state, clock.now())) };
  }
}

function pidOf(state: ServerState): number | undefined {
  return 'pid' in state ? state.pid : undefined;
}
