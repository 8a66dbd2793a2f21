import type { Disposable, LineBuffer } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from './definition/server-definition.js';
import type { LauncherOptions, Start } from './launcher-options.js';
import { DependencyWaits } from './order/dependency-waits.js';
import { ServerNeeds } from './order/server-needs.js';
import type { RequestLog } from './requests/request-log.js';
import { RetryTimers } from './restart/retry-timers.js';
import type { RunFacts } from './run/server-run.js';
import { ServerBook } from './server-book.js';
import { ServerCatalog } from './server-catalog.js';
import { alreadyRuns } from './server-errors.js';
import type { ServerChange, ServerDiscovery, ServerHost } from './server-host.js';
import { ServerLauncher } from './server-launcher.js';
import { ServerMeasurements } from './server-measurements.js';
import type { ServerPlace } from './server-place.js';
import { isActive, type ServerEnding } from './server-record.js';
import type { ServersElsewhere } from './servers-elsewhere.js';

export interface ServerManagerOptions extends LauncherOptions {
  readonly discover: () => Promise<ServerDiscovery>;
  /** Of servers that are started because others need them. */
  readonly preferredOptions?: ((name: string) => ServerStartOptions) | undefined;
}

type OptionsOf = (name: string) => ServerStartOptions;

/** Runs the project's servers for everybody: tab, commands, command line and other plugins. */
export class ServerManager implements ServerHost, Disposable {
  readonly #options: ServerManagerOptions;
  readonly #book: ServerBook;
  readonly #launcher: ServerLauncher;
  readonly #catalog: ServerCatalog;
  readonly #needs: ServerNeeds;
  readonly #waits: DependencyWaits;
  readonly #measurements: ServerMeasurements;
  readonly #retries: RetryTimers;
  readonly #lastOptions = new Map<string, ServerStartOptions>();
  readonly #failures = new Map<string, Error>();
  readonly #restarting = new Set<string>();

  readonly all: ServerHost['all'];
  readonly onDidChange: ServerHost['onDidChange'];

  constructor(options: ServerManagerOptions) {
    this.#options = options;
    this.#book = new ServerBook(options.clock);
    this.all = this.#book.all;
    this.onDidChange = this.#book.onDidChange;
    this.#launcher = new ServerLauncher(options, this.#book);
    this.#catalog = new ServerCatalog(options, this.#book);
    this.#needs = new ServerNeeds(this.#book);
    this.#waits = new DependencyWaits({
      book: this.#book,
      start: (name) => this.#startNeeded(name),
      isRestarting: (name) => this.isRestarting(name),
    });
    this.#retries = new RetryTimers(options.clock);
    this.#measurements = new ServerMeasurements(options, this.#book);
    this.#book.onDidChange((change) => this.#follow(change));
  }

  discover(): Promise<ServerDiscovery> {
    return this.#catalog.discover();
  }

  /** Looks again: settings have changed. What runs is reloaded with them where that does, and else says that a restart is needed. */
  async rediscover(): Promise<ServerDiscovery> {
    const found = await this.#catalog.rediscover();
    this.#launcher.followSettings();
    return found;
  }

  get isDiscovered(): boolean {
    return this.#catalog.isDiscovered;
  }

  get tried(): readonly string[] {
    return this.#catalog.tried;
  }

  /** Tells of servers that other devmgrs run: what depends on one of those does not start it here. */
  knowElsewhere(elsewhere: ServersElsewhere): void {
    this.#waits.knowElsewhere(elsewhere);
  }

  resolve(name: string | undefined, app?: string): Promise<string> {
    return this.#catalog.resolve(name, app);
  }

  definition(name: string): ServerDefinition | undefined {
    return this.#book.definition(name);
  }

  facts(name: string): RunFacts | undefined {
    return this.#launcher.facts(name);
  }

  /** Of all its runs. */
  output(name: string): LineBuffer | undefined {
    return this.#book.has(name) ? this.#launcher.traces.output(name) : undefined;
  }

  requests(name: string): RequestLog | undefined {
    return this.#book.has(name) ? this.#launcher.traces.requests(name) : undefined;
  }

  failure(name: string): Error | undefined {
    return this.#failures.get(name);
  }

  plannedPlace(name: string): ServerPlace {
    return this.#launcher.place(name, {});
  }

  isRestarting(name: string): boolean {
    return this.#restarting.has(name);
  }

  async start(wanted: string, options: ServerStartOptions = {}): Promise<void> {
    const name = await this.resolve(wanted, options.app);
    this.#needs.ordered([name]);
    await this.#makeWay(name);
    const { state } = this.#book.record(name);
    if (state.status === 'starting' || state.status === 'running') throw alreadyRuns(state);
    await this.#begin(name, options, false);
    await this.#book.until(name, ({ status }) => status !== 'starting');
  }

  async stop(wanted: string): Promise<void> {
    const name = await this.resolve(wanted);
    this.#restarting.delete(name);
    this.#tellDependents(name);
    await this.#end(name, { by: 'person' });
  }

  async restart(wanted: string, options?: ServerStartOptions): Promise<void> {
    const name = await this.resolve(wanted, options?.app);
    const next = options ?? this.#lastOptions.get(name) ?? {};
    await this.#launcher.requireMove(name, next);
    this.#restarting.add(name);
    try {
      await this.#end(name, { by: 'restart' });
      // Whoever has stopped it meanwhile wants it stopped.
      if (this.#restarting.has(name)) await this.start(name, next);
    } finally {
      this.#restarting.delete(name);
      if (this.#book.has(name)) this.#book.announce(name);
    }
  }

  reload(name: string): boolean {
    return this.#launcher.run(name)?.run?.reload('') ?? false;
  }

  async startAll(names: readonly string[], options: OptionsOf = () => ({})): Promise<void> {
    await this.discover();
    for (const name of this.#needs.neededBy(names)) this.#lastOptions.set(name, options(name));
    const idle = this.#needs.ordered(names).filter((name) => !this.#needs.isUp(name));
    const results = await Promise.allSettled(idle.map((name) => this.start(name, options(name))));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async stopAll(names: readonly string[]): Promise<void> {
    await this.discover();
    await this.#needs.endInOrder(names, (name) => this.#endByName(name));
  }

  /** Stops what runs, dependents first, and lets go of everything. */
  async dispose(): Promise<void> {
    this.#retries.dispose();
    if (this.isDiscovered) await this.stopAll(this.#book.names());
    this.#launcher.dispose();
    this.#measurements.dispose();
    this.#book.dispose();
  }

  /** Starts it without waiting until it runs: in the same turn it is said to be starting. Rejects when it cannot even be tried. */
  async #begin(name: string, options: ServerStartOptions, isRetry: boolean): Promise<void> {
    const server = this.#catalog.serving(name, options.app);
    this.#lastOptions.set(name, options);
    this.#failures.delete(name);
    let start: Start | undefined;
    try {
      start = this.#launcher.request(server, options, isRetry);
      const { generation } = start;
      await this.#launcher.launch(start, () => this.#waits.wait(server, generation));
    } catch (error) {
      this.#notStarted(name, start, error instanceof Error ? error : new Error(String(error)), isRetry);
      throw error;
    }
    this.#measurements.wake();
  }

  #notStarted(name: string, start: Start | undefined, error: Error, isRetry: boolean): void {
    const { clock } = this.#options;
    this.#failures.set(name, error);
    if (start && this.#launcher.isCurrent(start)) {
      const { generation, definition } = start;
      const moment = { at: clock.now(), tick: performance.now() };
      if (!isRetry) this.#book.dispatch(name, { type: 'start-abandoned', generation });
      else
        this.#book.dispatch(name, { type: 'start-failed', generation, error, policy: definition.restart, ...moment });
    }
    if (this.#book.has(name)) this.#book.announce(name);
  }

  async #startNeeded(name: string): Promise<void> {
    const options = this.#lastOptions.get(name) ?? this.#options.preferredOptions?.(name) ?? {};
    await this.#makeWay(name);
    if (!this.#needs.isUp(name)) await this.#begin(name, options, false);
  }

  /** What is being stopped is stopped first, what waits for a change or another try gives way. */
  async #makeWay(name: string): Promise<void> {
    const { state } = this.#book.record(name);
    if (state.status === 'stopping') await this.#end(name, { by: 'person' });
    if (state.status !== 'crashed') return;
    this.#retries.cancel(name);
    await this.#launcher.end(name);
  }

  async #endByName(name: string): Promise<void> {
    if (!this.#book.has(name)) return;
    this.#restarting.delete(name);
    await this.#end(name, { by: 'person' });
  }

  async #end(name: string, ending: ServerEnding): Promise<void> {
    this.#retries.cancel(name);
    const { state, generation } = this.#book.record(name);
    if (!isActive(state)) return;
    this.#book.dispatch(name, { type: 'stop-requested', generation, ending, tick: performance.now() });
    this.#waits.giveUp(name);
    await this.#launcher.end(name);
    // Nothing ran yet, or nothing any more.
    this.#book.dispatch(name, { type: 'start-abandoned', generation });
    await this.#book.until(name, (after) => !isActive(after));
  }

  /** The effects of what the reducer has decided. */
  #follow({ before, after }: ServerChange): void {
    const { name } = after;
    if (before === after) return;
    if (after.status !== 'crashed' || after.next.kind !== 'retry') return this.#retries.cancel(name);
    this.#retries.set(name, Math.max(0, after.next.at - this.#options.clock.now()), () => this.#retry(name));
  }

  #retry(name: string): void {
    if (!this.#book.has(name) || this.#book.record(name).state.status !== 'crashed') return;
    this.#begin(name, this.#lastOptions.get(name) ?? {}, true).catch((error: unknown) => {
      this.#options.log.error(`${name} could not be started again`, error);
    });
  }

  #tellDependents(name: string): void {
    const users = this.#needs.runningUsers(name);
    if (users.length === 0 || !isActive(this.#book.record(name).state)) return;
    const [verb, end] = users.length === 1 ? ['depends', 'goes'] : ['depend', 'go'];
    this.#options.log.warn(`${name} is stopped; ${users.join(', ')} ${verb} on it and ${end} on`);
  }
}
