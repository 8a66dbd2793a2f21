import type { Clock, Disposable, Logger, ManagedProcess, Processes } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import { nextProbeDelay, STARTING_DELAY_MS } from './health/health-progress.js';
import { HttpProbe } from './health/http-probe.js';
import type { ProbeOutcome } from './health/probe-outcome.js';
import type { Interpreter } from './interpreter/interpreter-finder.js';
import { serverUrl } from './port.js';
import { requirePort, requirePortNumber } from './require-port.js';
import type { ServerBook } from './server-book.js';
import type { ServerDefinition } from './server-definition.js';
import type { ServerPlace } from './server-place.js';
import { isActive } from './server-record.js';
import { ServerRun } from './server-run.js';
import type { ServerSettings } from './server-settings.js';
import { uvicornCommand } from './uvicorn-command.js';

/** What is needed of the world to run servers. */
export interface LauncherOptions {
  readonly root: string;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settings: () => ServerSettings;
  /** Rejects when none can import uvicorn. */
  readonly findInterpreter: (setting: string, appFolder: string) => Promise<Interpreter>;
  /** Runs before a process is started: clears what an earlier devmgr left. */
  readonly beforeStart?: ((name: string) => Promise<void>) | undefined;
}

const CRASH_LINES = 40;

/** Turns one start of a server into a process with a watched health, and tells the book what becomes of it. */
export class ServerLauncher implements Disposable {
  readonly #options: LauncherOptions;
  readonly #book: ServerBook;
  readonly #runs = new Map<string, ServerRun>();
  readonly #interpreters = new Map<string, Interpreter>();

  constructor(options: LauncherOptions, book: ServerBook) {
    this.#options = options;
    this.#book = book;
  }

  run(name: string): ServerRun | undefined {
    return this.#runs.get(name);
  }

  interpreter(name: string): Interpreter | undefined {
    return this.#interpreters.get(name);
  }

  /** What a start with these options would use. */
  place(name: string, wanted: ServerStartOptions): ServerPlace {
    const { host, port, reload } = this.#options.settings();
    // Several servers of a project get ports in a row.
    const index = this.#book.names().indexOf(name);
    return { host: wanted.host ?? host, port: wanted.port ?? port + index, reload: wanted.reload ?? reload };
  }

  /** Rejects when a server that runs could not listen where these options say. Where it listens now, it can. */
  async requireMove(name: string, wanted: ServerStartOptions): Promise<void> {
    const { host, port } = this.place(name, wanted);
    const now = isActive(this.#book.record(name).state) ? this.#runs.get(name)?.place : undefined;
    if (!now || (host === now.host && port === now.port)) return;
    await requirePort(this.#options.processes, host, port, port === now.port);
  }

  /** Resolves when a process was spawned or the start was given up meanwhile. Rejects when it cannot even be tried. */
  async launch(server: ServerDefinition, wanted: ServerStartOptions): Promise<void> {
    const { name, target } = server;
    const generation = this.#book.record(name).generation + 1;
    const place = this.place(name, wanted);
    requirePortNumber(place.port);
    const url = serverUrl(place.host, place.port);
    this.#book.dispatch(name, { type: 'start-requested', generation, target, url });
    try {
      const interpreter = await this.#prepare(server, place);
      if (this.#isCurrent(name, generation)) this.#spawn(server, generation, interpreter, place);
    } catch (error) {
      this.#book.dispatch(name, { type: 'start-abandoned', generation });
      throw error;
    }
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.dispose();
  }

  async #prepare(server: ServerDefinition, { host, port }: ServerPlace): Promise<Interpreter> {
    await this.#options.beforeStart?.(server.name);
    const { python } = this.#options.settings();
    const [interpreter] = await Promise.all([
      this.#options.findInterpreter(python, server.searchPath),
      requirePort(this.#options.processes, host, port),
    ]);
    this.#interpreters.set(server.name, interpreter);
    return interpreter;
  }

  #isCurrent(name: string, generation: number): boolean {
    const record = this.#book.record(name);
    return record.generation === generation && record.state.status === 'starting';
  }

  #spawn(server: ServerDefinition, generation: number, { path }: Interpreter, place: ServerPlace): void {
    const { root, processes, clock, settings } = this.#options;
    const { healthPath, healthTimeoutMs, stopTimeoutMs, uvicornArgs } = settings();
    const probe = new HttpProbe({
      url: serverUrl(place.host, place.port),
      path: healthPath === '' ? undefined : healthPath,
      timeoutMs: healthTimeoutMs,
    });
    const command = uvicornCommand(server, { ...place, python: path, root, args: uvicornArgs });
    const ignoreLine = (text: string) => probe.isOwnAccessLine(text);
    const child = processes.spawn({ ...command, ignoreLine, forceKillAfterMs: stopTimeoutMs });
    const onOutcome = (outcome: ProbeOutcome) => this.#probed(server.name, generation, outcome);
    const run = new ServerRun({ place, process: child, probe, clock, firstLookMs: STARTING_DELAY_MS, onOutcome });
    this.#runs.set(server.name, run);
    this.#book.dispatch(server.name, { type: 'spawned', generation, pid: child.pid, at: clock.now() });
    void this.#watchExit(server.name, generation, run, child);
  }

  #probed(name: string, generation: number, outcome: ProbeOutcome): number {
    const rules = this.#options.settings().health;
    const at = this.#options.clock.now();
    const { progress } = this.#book.dispatch(name, { type: 'probed', generation, outcome, rules, at });
    return nextProbeDelay(progress, rules);
  }

  async #watchExit(name: string, generation: number, run: ServerRun, child: ManagedProcess): Promise<void> {
    const exit = await child.exit;
    run.dispose();
    const at = this.#options.clock.now();
    this.#book.dispatch(name, { type: 'exited', generation, exit, lastLines: run.lastLines(CRASH_LINES), at });
  }
}
