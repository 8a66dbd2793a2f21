import type { Disposable, LineBuffer } from 'devmgr/plugin-api';
import type { ServerStartOptions, Servers } from 'devmgr/plugin-api/contracts/servers';
import { isTarget } from './detect/read-entrypoint.js';
import type { Interpreter } from './interpreter/interpreter-finder.js';
import { MetricsSampler, type SampledProcess } from './metrics-sampler.js';
import { ServerBook } from './server-book.js';
import type { ServerDefinition } from './server-definition.js';
import { alreadyRuns, badTarget, nothingFound, unknownServer } from './server-errors.js';
import { ServerLauncher, type LauncherOptions } from './server-launcher.js';
import type { ServerPlace } from './server-place.js';
import { isActive } from './server-record.js';

/** The servers of a project, the default first, and where they were looked for. */
export interface ServerDiscovery {
  readonly servers: readonly ServerDefinition[];
  readonly tried: readonly string[];
}

export interface ServerManagerOptions extends LauncherOptions {
  readonly discover: () => Promise<ServerDiscovery>;
}

/** Runs the project's servers for everybody: tab, commands, command line and other plugins. */
export class ServerManager implements Servers, Disposable {
  readonly #options: ServerManagerOptions;
  readonly #book = new ServerBook();
  readonly #launcher: ServerLauncher;
  readonly #sampler: MetricsSampler;
  readonly #lastOptions = new Map<string, ServerStartOptions>();
  readonly #failures = new Map<string, Error>();
  readonly #restarting = new Set<string>();
  #tried: readonly string[] = [];
  #isDiscovered = false;
  #discovery: Promise<ServerDiscovery> | undefined;

  readonly all = this.#book.all;
  /** Fires when status, health, pid or URL of a server is another. */
  readonly onDidChange = this.#book.onDidChange;

  constructor(options: ServerManagerOptions) {
    this.#options = options;
    this.#launcher = new ServerLauncher(options, this.#book);
    this.#sampler = new MetricsSampler(options.processes, options.clock, () => this.#sampled());
  }

  /** Looks for the servers of the project the first time; resolves when they are known. */
  discover(): Promise<ServerDiscovery> {
    this.#discovery ??= this.#options.discover().then((found) => {
      this.#tried = found.tried;
      this.#isDiscovered = true;
      for (const server of found.servers) this.#book.define(server);
      return found;
    });
    return this.#discovery;
  }

  /** The servers of the project are known. */
  get isDiscovered(): boolean {
    return this.#isDiscovered;
  }

  /** Where applications were looked for, one line each; empty before that is done. */
  get tried(): readonly string[] {
    return this.#tried;
  }

  /**
   * The name of the server that a person means: the named one, the one that serves `app`, or the default.
   * An `app` that was not found in the project becomes a server. Rejects when there is no such server.
   */
  async resolve(name: string | undefined, app?: string): Promise<string> {
    const { tried } = await this.discover();
    if (app !== undefined && !isTarget(app)) throw badTarget(app);
    const names = this.#book.names();
    const known = name ?? names.find((each) => this.#book.definition(each)?.target === app) ?? names[0];
    if (known !== undefined && names.includes(known)) return known;
    if (app === undefined) throw name === undefined ? nothingFound(tried) : unknownServer(name, names);
    this.#book.define(this.#adHoc(known ?? 'api', app));
    return known ?? 'api';
  }

  definition(name: string): ServerDefinition | undefined {
    return this.#book.definition(name);
  }

  /** The interpreter of the last start. */
  interpreter(name: string): Interpreter | undefined {
    return this.#launcher.interpreter(name);
  }

  /** What the last process wrote. */
  output(name: string): LineBuffer | undefined {
    return this.#launcher.run(name)?.process.output;
  }

  /** Why the last start could not even be tried. */
  failure(name: string): Error | undefined {
    return this.#failures.get(name);
  }

  /** Host, port and reload of a start without options. */
  plannedPlace(name: string): ServerPlace {
    return this.#launcher.place(name, {});
  }

  async start(wanted: string, options: ServerStartOptions = {}): Promise<void> {
    const name = await this.resolve(wanted, options.app);
    if (this.#book.record(name).state.status === 'stopping') await this.stop(name);
    const { state } = this.#book.record(name);
    if (state.status === 'starting' || state.status === 'running') throw alreadyRuns(state);
    const server = this.#serving(name, options.app);
    this.#lastOptions.set(name, options);
    this.#failures.delete(name);
    try {
      await this.#launcher.launch(server, options);
    } catch (error) {
      this.#failures.set(name, error instanceof Error ? error : new Error(String(error)));
      this.#book.announce(name);
      throw error;
    }
    this.#sampler.wake();
    await this.#book.until(name, ({ status }) => status !== 'starting');
  }

  async stop(wanted: string): Promise<void> {
    const name = await this.resolve(wanted);
    const { state, generation } = this.#book.record(name);
    if (!isActive(state)) return;
    this.#book.dispatch(name, { type: 'stop-requested', generation });
    const run = 'pid' in state && state.pid !== undefined ? this.#launcher.run(name) : undefined;
    // A probe that is under way must not hold up the shutdown.
    run?.dispose();
    if (run) await run.process.stop();
    // No process yet: the launcher sees that nobody waits for it any more.
    else this.#book.dispatch(name, { type: 'start-abandoned', generation });
    await this.#book.until(name, (after) => !isActive(after));
  }

  /** Options replace those of the last start. What they say is looked at first: a server is not stopped for nothing. */
  async restart(wanted: string, options?: ServerStartOptions): Promise<void> {
    const name = await this.resolve(wanted, options?.app);
    const next = options ?? this.#lastOptions.get(name) ?? {};
    await this.#launcher.requireMove(name, next);
    this.#restarting.add(name);
    try {
      await this.stop(name);
      await this.start(name, next);
    } finally {
      this.#restarting.delete(name);
      this.#book.announce(name);
    }
  }

  /** It is stopped only to be started again. */
  isRestarting(name: string): boolean {
    return this.#restarting.has(name);
  }

  /** Stops what runs and lets go of everything. */
  async dispose(): Promise<void> {
    await Promise.all(this.#book.names().map((name) => this.stop(name)));
    this.#launcher.dispose();
    this.#sampler.dispose();
    this.#book.dispose();
  }

  #serving(name: string, app: string | undefined): ServerDefinition {
    const server = this.#book.definition(name);
    if (server && (app === undefined || app === server.target)) return server;
    const other = this.#adHoc(name, app ?? '');
    this.#book.define(other);
    return other;
  }

  #adHoc(name: string, target: string): ServerDefinition {
    const factory = target.endsWith('()');
    return { name, target: target.replace(/\(\)$/, ''), searchPath: this.#options.root, factory, source: '--app' };
  }

  #sampled(): SampledProcess[] {
    return this.#book.names().flatMap((name) => {
      const { state, generation } = this.#book.record(name);
      if ((state.status !== 'running' && state.status !== 'starting') || state.pid === undefined) return [];
      const take: SampledProcess['take'] = (usage) =>
        void this.#book.dispatch(name, { type: 'sampled', generation, ...usage });
      return [{ pid: state.pid, take }];
    });
  }
}
