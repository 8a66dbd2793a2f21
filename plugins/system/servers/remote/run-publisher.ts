import { Emitter, type Clock, type Disposable, type Logger, type Processes } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerChange } from '../server-host.js';
import type { Claimant, Claims } from './claims.js';
import type { ControlRequest } from './control-message.js';
import type { ControlServer } from './control-server.js';
import { isOver } from './is-over.js';
import { notDetached, notReloadable } from './remote-errors.js';
import type { PublishedServers } from './published-servers.js';
import type { RunRecord } from './run-record.js';
import type { RunRecords } from './run-records.js';
import { socketPath } from './socket-path.js';
import { lateControl } from './late-control.js';

export interface RunPublisherOptions {
  /** The servers of this devmgr, and no others. */
  readonly manager: PublishedServers;
  readonly records: RunRecords;
  readonly claims: Claims;
  readonly processes: Pick<Processes, 'startTime'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of this devmgr. */
  readonly pid: number;
}

/**
 * Lets other terminals see and steer the servers of this devmgr: a record for each that it has started, also when it is
 * stopped by now, and a socket from the first start on.
 */
export class RunPublisher implements Disposable {
  readonly #options: RunPublisherOptions;
  readonly #watch: Disposable;
  readonly #recorded = new Set<string>();
  /** A process of them was started here. */
  readonly #ran = new Set<string>();
  /** Ended by themselves, and somebody has said that this is known: shown as stopped. */
  readonly #dismissed = new Map<string, { readonly crashed: ServerState; readonly shown: ServerState }>();
  readonly #dismissals = new Emitter<ServerState>();
  readonly #idle = new Emitter<void>();
  readonly #shutdown = new Emitter<void>();
  #socket: Promise<ControlServer> | undefined;
  /** One change after the other: records and socket never disagree. */
  #work: Promise<void> = Promise.resolve();
  /** Requests that may yet start something. */
  #answering = 0;
  #looksLater = false;
  #isDetached = false;
  #disposed = false;

  /** The last server that was not stopped is. */
  readonly onDidBecomeIdle = this.#idle.event;
  /** Somebody wants the devmgr in the background to end. */
  readonly onDidAskToEnd = this.#shutdown.event;

  constructor(options: RunPublisherOptions) {
    this.#options = options;
    this.#watch = options.manager.onDidChange((change) => this.#changed(change));
  }

  /** Nothing of this devmgr runs, is about to, or is tried again. */
  get isIdle(): boolean {
    const { manager } = this.#options;
    const states = manager.all.get();
    return (
      this.#answering === 0 &&
      states.every((state) => this.#shown(state).status === 'stopped' && !manager.isRestarting(state.name))
    );
  }

  /** Resolves when everything is written down. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** From now on this is the devmgr of the project in the background. Resolves to the one that is it already, if there is one. */
  async detach(): Promise<Claimant | undefined> {
    const socket = await this.#open();
    const other = await this.#options.claims.takeDetached(socket.path);
    this.#isDetached = !other;
    return other;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#watch.dispose();
    this.#enqueue(async () => {
      const { records, claims, pid } = this.#options;
      for (const name of this.#recorded) await records.remove(name, pid);
      await claims.releaseAll();
      await (await this.#socket)?.dispose();
    });
    await this.#work;
  }

  #changed({ before, after }: ServerChange): void {
    if (this.#disposed) return;
    const { name } = after;
    const { manager, claims } = this.#options;
    if (!isOver(after)) this.#dismissed.delete(name);
    // A restart keeps what it has: between its stop and its start nobody else may begin.
    else if (!manager.isRestarting(name)) void claims.release(name);
    const isSame = after.status === before.status && pidOf(after) === pidOf(before);
    if (!isSame) this.#enqueue(() => this.#record(after));
    if (after.status === 'stopped') this.#enqueue(() => this.#lookWhetherIdle());
  }

  #lookWhetherIdle(): Promise<void> {
    this.#looksLater = this.#answering > 0;
    // What was written down may be over by now, and what has begun may not be written down yet: the states count.
    if (this.isIdle) this.#idle.fire();
    return Promise.resolve();
  }

  #enqueue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.#options.log.error('Other terminals cannot see the servers of this devmgr', error);
    });
  }

  async #record(state: ServerState): Promise<void> {
    const { records, pid } = this.#options;
    const { name } = state;
    if (pidOf(state) !== undefined) this.#ran.add(name);
    // What is only watched, and what could not even be started, was never one of this devmgr.
    if (state.status === 'stopped' && !this.#ran.has(name)) {
      await records.remove(name, pid);
      this.#recorded.delete(name);
      return;
    }
    this.#recorded.add(name);
    await records.write(await this.#recordOf(state));
  }

  async #recordOf(state: ServerState): Promise<RunRecord> {
    const { processes, clock, pid: ownerPid } = this.#options;
    const { name, kind, target } = state;
    const pid = pidOf(state);
    const [socket, startTime, ownerStartTime] = await Promise.all([
      this.#open(),
      pid === undefined ? undefined : processes.startTime(pid),
      processes.startTime(ownerPid),
    ]);
    return {
      version: 1,
      name,
      kind,
      target,
      url: 'url' in state ? state.url : '',
      // While it starts nobody has said it yet: it was a moment ago.
      ...(pid !== undefined && { startedAt: state.status === 'running' ? state.startedAt : clock.now() }),
      ...(state.status === 'stopped' && { over: clock.now() }),
      ...(pid !== undefined && startTime !== undefined && { pid, startTime }),
      ownerPid,
      ...(ownerStartTime !== undefined && { ownerStartTime }),
      socket: socket.path,
    };
  }

  #open(): Promise<ControlServer> {
    this.#socket ??= this.#listen().catch((error: unknown) => {
      // The next change tries again: the disk may have room by then.
      this.#socket = undefined;
      throw error;
    });
    return this.#socket;
  }

  async #listen(): Promise<ControlServer> {
    const { records, pid, clock, manager } = this.#options;
    const [served, feeds] = await lateControl();
    await records.makeDir();
    return served.ControlServer.listen({
      path: socketPath(records.dir, pid),
      clock,
      handle: (request) => this.#counted(request),
      watch: (watcher) =>
        new feeds.WatchFeed({
          host: manager,
          clock,
          watcher,
          isDetached: this.#isDetached,
          shown: (state) => this.#shown(state),
          onDidDismiss: this.#dismissals.event,
        }),
    });
  }

  /** A server that was stopped to be started again with the same request is no end. */
  async #counted(request: ControlRequest): Promise<readonly ServerState[]> {
    const mayStart = request.action === 'start' || request.action === 'restart';
    if (mayStart) this.#answering += 1;
    try {
      return await this.#answer(request);
    } finally {
      if (mayStart) this.#answering -= 1;
      if (this.#looksLater) this.#enqueue(() => this.#lookWhetherIdle());
    }
  }

  async #answer({ action, names, options }: ControlRequest): Promise<readonly ServerState[]> {
    const { manager } = this.#options;
    const [name = ''] = names;
    await manager.discover();
    if (action === 'start') await (names.length === 1 ? manager.start(name, options) : manager.startAll(names));
    if (action === 'stop') await this.#stop(names);
    if (action === 'restart') await manager.restart(name, options);
    if (action === 'reload' && !manager.reload(name)) throw notReloadable(name);
    if (action === 'shutdown') this.#end();
    // Whoever reads the records after the reply finds them as they are now. The end of this devmgr waits for the reply.
    if (action !== 'status' && !this.#disposed) await this.#work;
    const states = manager.all.get().map((state) => this.#shown(state));
    return states.filter((state) => names.includes(state.name) || (names.length === 0 && state.status !== 'stopped'));
  }

  async #stop(names: readonly string[]): Promise<void> {
    const { manager } = this.#options;
    await (names.length === 1 ? manager.stop(names[0] ?? '') : manager.stopAll(names));
    for (const state of manager.all.get()) if (names.includes(state.name)) this.#dismiss(state);
  }

  /** What has crashed is not stopped by a stop: that it was told is enough, and nobody waits for it any more. */
  #dismiss(state: ServerState): void {
    if (state.status !== 'crashed') return;
    const { name, kind, target, restarts } = state;
    const shown: ServerState = { name, kind, target, restarts, status: 'stopped' };
    this.#dismissed.set(name, { crashed: state, shown });
    this.#dismissals.fire(state);
    this.#enqueue(() => this.#record(shown));
    this.#enqueue(() => this.#lookWhetherIdle());
  }

  #shown(state: ServerState): ServerState {
    const dismissed = this.#dismissed.get(state.name);
    return dismissed?.crashed === state ? dismissed.shown : state;
  }

  #end(): void {
    if (!this.#isDetached) throw notDetached();
    this.#shutdown.fire();
  }
}

function pidOf(state: ServerState): number | undefined {
  return 'pid' in state ? state.pid : undefined;
}
