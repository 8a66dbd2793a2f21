import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  DevmgrError,
  type DetachedOptions,
  type ManagedProcess,
  type ProcessOptions,
  type Processes,
} from 'devmgr/plugin-api';
import { childEnv, spawnIdVariable } from './child-env.js';
import { clearLeftovers } from './clear-leftovers.js';
import { FailedProcess } from './failed-process.js';
import { portListeners, portOwner, treeListens } from './port-listeners.js';
import { ProcessList } from './process-list.js';
import { ProcessRegistry } from './process-registry.js';
import { readMarkedPids, readProcess, readProcessTable } from './process-table.js';
import { membersOf } from './process-tree.js';
import { RunningProcess, type ProcessHost } from './running-process.js';
import { spawnChild } from './spawn-child.js';
import { startDetached } from './start-detached.js';
import { stopForeign } from './stop-foreign.js';
import { stopTree } from './stop-tree.js';
import { UsageMeter } from './usage-meter.js';
import { Watchdog } from './watchdog.js';

export interface ProcessesOptions {
  /** devmgr's own environment: what every child starts from. */
  readonly env: Readonly<Record<string, string>>;
  /** The file that starts devmgr: what `startDetached` runs. Without it nothing can be started so. */
  readonly program?: string;
  /** `~/.devmgr/projects/<hash>/run`; need not exist. */
  readonly runDir: string;
  /** Masks secrets: what a process prints is held and passed on without them. The side channel is left as it is. */
  redact?(text: string): string;
  /** Gets every output line of processes with a `logSource`. */
  onLine(source: string, text: string, stream: 'stdout' | 'stderr', at: number): void;
  /** Milliseconds since the epoch. */
  now(): number;
  report(error: unknown): void;
}

export interface ProcessesHost extends Processes {
  /** The same runner; what is spawned through it belongs to this owner. */
  forOwner(ownerId: string): Processes;
  /** Stops what the owner has spawned. */
  releaseOwner(ownerId: string): Promise<void>;
  /** Stops groups that devmgrs which are gone have left in this project; resolves to how many. Call it once at start. */
  clearLeftovers(): Promise<number>;
  /** Stops everything, politely and then by force. What is spawned afterwards does not start. */
  dispose(): Promise<void>;
}

/** The owner of what is spawned without `forOwner`. */
const coreOwner = 'core';
const sweepGraceMs = 5_000;

/** Makes the only place that starts processes. Nothing that it starts outlives devmgr, however devmgr ends. */
export function createProcesses(options: ProcessesOptions): ProcessesHost {
  return new Runner(options);
}

class Runner implements ProcessesHost {
  readonly #options: ProcessesOptions;
  /** Tells this devmgr's children from those of others. */
  readonly #token = randomBytes(8).toString('hex');
  readonly #list: ProcessList;
  readonly #watchdog: Watchdog;
  readonly #registry: ProcessRegistry;
  readonly #registryDir: string;
  readonly #usage = new UsageMeter();
  readonly #ownerNumbers = new Map<string, number>();
  readonly #releases = new Set<Promise<void>>();
  #spawned = 0;
  #disposed: Promise<void> | undefined;

  constructor(options: ProcessesOptions) {
    this.#options = options;
    this.#list = new ProcessList(options.report);
    this.#watchdog = new Watchdog(this.#marker(), options.report);
    this.#registryDir = join(options.runDir, 'processes');
    const ownStartTime = () => this.startTime(process.pid);
    this.#registry = new ProcessRegistry(this.#registryDir, this.#token, ownStartTime, options.report);
  }

  get all(): Processes['all'] {
    return this.#list.all;
  }

  spawn(options: ProcessOptions): ManagedProcess {
    return this.#spawn(options, coreOwner);
  }

  usage(pid: number): ReturnType<Processes['usage']> {
    return this.#usage.measure(pid);
  }

  portOwner(port: number): ReturnType<Processes['portOwner']> {
    return portOwner(port);
  }

  portListeners(port?: number): ReturnType<Processes['portListeners']> {
    return portListeners(port);
  }

  listens(pid: number, port: number): ReturnType<Processes['listens']> {
    return treeListens(pid, port);
  }

  async startTime(pid: number): Promise<string | undefined> {
    return (await readProcess(pid))?.startTime;
  }

  stopForeign(pid: number, startTime: string): Promise<boolean> {
    return stopForeign(pid, startTime);
  }

  get ownCommand(): readonly string[] {
    const { program } = this.#options;
    return program === undefined ? [] : [process.execPath, program];
  }

  startDetached(options: DetachedOptions): Promise<number> {
    const { program, env } = this.#options;
    if (program === undefined) return Promise.reject(new TypeError('No program to start was named'));
    return startDetached(options, program, env);
  }

  forOwner(ownerId: string): Processes {
    return {
      all: this.all,
      spawn: (options) => this.#spawn(options, ownerId),
      ownCommand: this.ownCommand,
      usage: (pid) => this.usage(pid),
      portOwner: (port) => this.portOwner(port),
      portListeners: (port) => this.portListeners(port),
      listens: (pid, port) => this.listens(pid, port),
      startTime: (pid) => this.startTime(pid),
      stopForeign: (pid, startTime) => this.stopForeign(pid, startTime),
      startDetached: (options) => this.startDetached(options),
    };
  }

  async releaseOwner(ownerId: string): Promise<void> {
    if (!this.#ownerNumbers.has(ownerId)) return;
    await Promise.all(this.#list.running(ownerId).map((process) => process.stop()));
    await this.#sweep(this.#marker(ownerId));
  }

  clearLeftovers(): Promise<number> {
    return clearLeftovers({ dir: this.#registryDir, stopForeign });
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  async #dispose(): Promise<void> {
    await Promise.all(this.#list.running().map((process) => process.stop()));
    await Promise.all(this.#releases);
    if (this.#spawned > 0) await this.#sweep(this.#marker());
    await this.#watchdog.close();
    await this.#registry.settled();
  }

  #spawn(options: ProcessOptions, ownerId: string): ManagedProcess {
    const number = ++this.#spawned;
    const spawnId = `${this.#spawnIdPrefix(ownerId)}${number}.`;
    const { now, onLine, report, redact = (text: string) => text } = this.#options;
    const marker = `${spawnIdVariable}=${spawnId}`;
    const process = this.#start(options, spawnId, { id: `${ownerId}-${number}`, marker, now, onLine, redact, report });
    this.#list.add(process, ownerId);
    return process;
  }

  #start(options: ProcessOptions, spawnId: string, host: ProcessHost): ManagedProcess {
    if (this.#disposed) return new FailedProcess(options, Promise.resolve(shuttingDown(options)), host);
    this.#watchdog.start();
    const started = spawnChild(options, childEnv(this.#options.env, options, spawnId));
    if (started.pid === undefined) return new FailedProcess(options, started.error, host);
    // In the same turn: between the two lines devmgr can only be killed, and then the marker finds the process.
    this.#watchdog.add(started.pid);
    const process = new RunningProcess(options, started, host);
    this.#track(process, options.command);
    return process;
  }

  #track(process: RunningProcess, command: string): void {
    let isReleased = false;
    void this.startTime(process.pid).then((startTime) => {
      if (isReleased || startTime === undefined) return;
      this.#registry.add({ pid: process.pid, startTime, title: process.title, command });
    });
    const release = process.released.then(() => {
      isReleased = true;
      this.#watchdog.remove(process.pid);
      this.#registry.remove(process.pid);
      this.#releases.delete(release);
    });
    this.#releases.add(release);
  }

  /** Daemons: what left the group and the session of a process, and outlived it (Linux). */
  async #sweep(marker: string): Promise<void> {
    const find = async () => membersOf(await readProcessTable(), undefined, await readMarkedPids(marker));
    await stopTree({ root: undefined, graceMs: sweepGraceMs, find });
  }

  #marker(ownerId?: string): string {
    return `${spawnIdVariable}=${ownerId === undefined ? `${this.#token}.` : this.#spawnIdPrefix(ownerId)}`;
  }

  #spawnIdPrefix(ownerId: string): string {
    const number = this.#ownerNumbers.get(ownerId) ?? this.#ownerNumbers.size;
    this.#ownerNumbers.set(ownerId, number);
    return `${this.#token}.${number}.`;
  }
}

function shuttingDown(options: ProcessOptions): DevmgrError {
  const message = `${options.title} was not started: devmgr is shutting down`;
  return new DevmgrError({ code: 'DEVMGR_PROCESS_FAILED', message });
}
