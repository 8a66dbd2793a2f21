import type { Disposable } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { ReloadMode, ServerDefinition } from './definition/server-definition.js';
import type { RunSettings } from './definition/settings-change.js';
import { createProbe } from './health/create-probe.js';
import { isFailing, nextProbeDelay, NO_PROGRESS } from './health/health-progress.js';
import { healthRules, probeRules } from './health/health-rules.js';
import type { Probe } from './health/probe.js';
import { settledDelay } from './health/settled-delay.js';
import type { ProbeOutcome } from './health/probe-outcome.js';
import type { LauncherOptions, Prepared, Start } from './launcher-options.js';
import { plannedPort } from './planned-port.js';
import { listensHere } from './listens-here.js';
import { requirePort, requirePortNumber } from './ports/require-port.js';
import { LiveRun, type LiveRunOptions } from './run/live-run.js';
import { readAccessLog } from './run/read-access-log.js';
import { RunWatch } from './run/run-watch.js';
import type { RunEvent, RunFacts } from './run/server-run.js';
import { SettingsFollower } from './run/settings-follower.js';
import { ServerTraces } from './run/server-traces.js';
import { withArguments } from './run/with-arguments.js';
import { serverAddress } from './server-address.js';
import type { ServerBook } from './server-book.js';
import type { ServerPlace } from './server-place.js';
import { reachServer, type ServerReach } from './server-reach.js';
import { identityOf, isActive } from './server-record.js';
import { TunnelPorts } from './ssh/tunnel-ports.js';

/** Turns one start of a server into a run with a watched health, and tells the book what becomes of it. */
export class ServerLauncher implements Disposable {
  readonly traces = new ServerTraces();
  readonly #options: LauncherOptions;
  readonly #book: ServerBook;
  readonly #runs = new Map<string, LiveRun>();
  readonly #facts = new Map<string, RunFacts>();
  readonly #tunnelPorts = new TunnelPorts();
  readonly #follower: SettingsFollower;

  constructor(options: LauncherOptions, book: ServerBook) {
    this.#options = options;
    this.#book = book;
    this.#follower = new SettingsFollower({
      ...options,
      definition: (name) => book.definition(name),
      onPending: ({ definition: { name }, generation }, isPending) =>
        void book.dispatch(name, { type: 'settings', generation, isPending }),
    });
  }

  run(name: string): LiveRun | undefined {
    return this.#runs.get(name);
  }

  /** Of the present or last run. */
  facts(name: string): RunFacts | undefined {
    return this.#runs.get(name)?.run?.facts ?? this.#facts.get(name);
  }

  /** What a start with these options would use. */
  place(name: string, wanted: ServerStartOptions): ServerPlace {
    const { host, port, reload } = this.#options.settings();
    const definition = this.#book.definition(name);
    // The setting is about applications: whether a command may be started again at any time, only its own table says.
    const isReloaded = definition?.reload ? definition.reload !== 'off' : reload && definition?.runs.kind === 'app';
    return {
      // The gateway is opened to others on the command line only.
      host: (definition?.isGateway ? undefined : wanted.host) ?? definition?.host ?? host,
      port: wanted.port ?? plannedPort(name, this.#book.definitions(), port),
      reload: !definition?.ssh && definition?.runs.kind !== 'url' && (wanted.reload ?? isReloaded),
    };
  }

  /** Rejects when a server that runs could not listen where these options say. Where it listens now, it can. */
  async requireMove(name: string, wanted: ServerStartOptions): Promise<void> {
    const { host, port } = this.place(name, wanted);
    if (wanted.port !== undefined) requirePortNumber(port);
    const definition = this.#book.definition(name);
    const now = isActive(this.#book.record(name).state) ? this.#runs.get(name)?.place : undefined;
    if (!now || !definition || !listensHere(definition, port) || (host === now.host && port === now.port)) return;
    await requirePort(this.#options.processes, host, port, {
      isOwn: port === now.port,
      isPromised: this.#isPromised(name),
    });
  }

  /** Says that a server is about to start. Throws for a port that is none. */
  request(definition: ServerDefinition, wanted: ServerStartOptions, isRetry: boolean): Start {
    const { name } = definition;
    const place = this.place(name, wanted);
    if (wanted.port !== undefined || definition.runs.kind === 'app') requirePortNumber(place.port);
    const generation = this.#book.record(name).generation + 1;
    const { restarts: _, ...identity } = identityOf(definition, 0);
    const url = serverAddress(this.#withArguments(definition), place.host, place.port);
    this.#book.dispatch(name, { type: 'start-requested', generation, identity, url, waitsFor: [], isRetry });
    return { generation, definition, place, reload: this.#reloadMode(definition, place) };
  }

  /** Resolves when it was started or given up meanwhile. Rejects when it cannot even be tried. `ready`: waits for what it depends on. */
  async launch(start: Start, ready: () => Promise<void>): Promise<void> {
    const { definition, place } = start;
    const prepared = await this.#prepare(definition, place);
    if (definition.dependsOn.length > 0) {
      await ready();
      if (this.isCurrent(start)) await this.#requireFree(definition, place);
    }
    if (!this.isCurrent(start)) return;
    const reach = await this.#reach(definition, place);
    if (this.isCurrent(start)) this.#run(start, prepared, reach);
    else await reach.dispose();
  }

  /** Settings have changed: takes them to what runs. */
  followSettings(): void {
    for (const live of this.#runs.values()) void this.#follower.follow(live);
  }

  isCurrent({ generation, definition: { name } }: Start): boolean {
    if (!this.#book.has(name)) return false;
    const record = this.#book.record(name);
    return record.generation === generation && record.state.status === 'starting';
  }

  /** Stops what runs of it; resolves when nothing is left. */
  async end(name: string): Promise<void> {
    const live = this.#runs.get(name);
    if (!live) return;
    await live.stop();
    this.#release(name, live);
  }

  dispose(): void {
    for (const live of this.#runs.values()) live.unwatch();
    this.traces.dispose();
  }

  #reloadMode({ reload }: ServerDefinition, place: ServerPlace): ReloadMode {
    if (!place.reload) return 'off';
    return reload === undefined || reload === 'off' ? this.#options.settings().reloadMode : reload;
  }

  async #prepare(definition: ServerDefinition, place: ServerPlace): Promise<Prepared> {
    const { beforeStart, environment, findInterpreter, settings } = this.#options;
    await beforeStart?.(definition.name);
    const { runs, ssh } = definition;
    const [interpreter, env, testSecret] = await Promise.all([
      runs.kind === 'app' && !ssh ? findInterpreter(runs.python ?? settings().python, runs.searchPath) : undefined,
      environment(definition),
      // Without it the server runs as well.
      this.#options.testSecret?.().catch(() => undefined),
      this.#requireFree(definition, place),
    ]);
    return { interpreter, env, testSecret };
  }

  async #requireFree(definition: ServerDefinition, { host, port }: ServerPlace): Promise<void> {
    const isPromised = this.#isPromised(definition.name);
    if (listensHere(definition, port)) await requirePort(this.#options.processes, host, port, { isPromised });
  }

  /** Whether another server of the project has a port for its own. */
  #isPromised(name: string): (port: number) => boolean {
    const others = this.#book.definitions().filter((each) => each.name !== name);
    return (port) => others.some((each) => this.place(each.name, {}).port === port && listensHere(each, port));
  }

  #withArguments(definition: ServerDefinition): ServerDefinition {
    return withArguments(definition, this.#options.settings().uvicornArgs);
  }

  #reach(definition: ServerDefinition, place: ServerPlace): Promise<ServerReach> {
    const { processes, clock } = this.#options;
    const others = this.#book.definitions().map((each) => ({ each, port: this.place(each.name, {}).port }));
    const isPromised = (port: number) => others.some(({ each, port: its }) => its === port && listensHere(each, its));
    return reachServer(this.#withArguments(definition), place, {
      processes,
      clock,
      ports: this.#tunnelPorts,
      isPromised,
    });
  }

  #run(start: Start, { interpreter, env, testSecret }: Prepared, reach: ServerReach): void {
    const { definition, place, generation, reload } = start;
    const { name } = definition;
    const settings = this.#options.settings();
    const output = this.traces.output(name);
    const { url, tunnel } = reach;
    this.#book.dispatch(name, { type: 'placed', generation, url });
    const watched: LiveRunOptions['watched'] = (using) => {
      const probe = this.#probe(using, reach);
      return { probe, watch: this.#watch({ ...start, definition: using.definition }, probe) };
    };
    const live = new LiveRun({ definition, env, settings, place, generation, output, watched });
    this.#runs.set(name, live);
    const tells = () => this.#book.has(name) && this.#book.record(name).takesTests;
    for (const item of [reach, readAccessLog(definition, this.traces, tells)]) if (item) live.own(item);
    live.run = this.#options.startRun({
      definition: withArguments(definition, settings.uvicornArgs),
      place: { host: place.host, port: place.port, url },
      ...{ tunnel, env, reload, interpreter, output, testSecret },
      stopTimeoutMs: definition.stop.timeoutMs ?? settings.stopTimeoutMs,
      ignoreLine: (text) => live.isOwnAccessLine(text),
      onEvent: (event) => this.#happened(live, event),
      renew: () => this.#follower.renew(live),
    });
    this.#facts.set(name, live.run.facts);
    if (!live.isOver) this.#follower.begin(live);
  }

  #probe({ definition, env }: RunSettings, { url, host, port, tunnelTo }: ServerReach): Probe {
    const { processes, clock, settings } = this.#options;
    const { name, cwd, health } = definition;
    return createProbe({
      ...probeRules(health, settings()),
      ...{ url, host, port, tunnelTo, cwd, env, processes, clock },
      output: this.traces.output(name),
    });
  }

  #watch(start: Start, probe: Probe): RunWatch {
    const { definition, generation } = start;
    const { clock, settings } = this.#options;
    const { name, health } = definition;
    const { startupTimeoutMs } = healthRules(health, settings());
    return new RunWatch({
      ...{ probe, clock, startupTimeoutMs },
      initialDelayMs: settledDelay(definition, start.place),
      onOutcome: (outcome) => this.#probed(definition, generation, outcome),
      onOverdue: () => {
        this.#book.dispatch(name, { type: 'overdue', generation, afterMs: startupTimeoutMs });
        this.#heal(definition, generation);
      },
    });
  }

  #probed(definition: ServerDefinition, generation: number, outcome: ProbeOutcome): number {
    const rules = healthRules(definition.health, this.#options.settings());
    const record = this.#book.dispatch(definition.name, { type: 'probed', generation, outcome, rules });
    this.#heal(definition, generation);
    return nextProbeDelay(record?.progress ?? NO_PROGRESS, rules);
  }

  /** Ends one that is unhealthy and shall be started again then; what comes after is the policy's. */
  #heal({ name, health, runs }: ServerDefinition, generation: number): void {
    if (health.onFailure !== 'restart' || runs.kind === 'url' || !this.#book.has(name)) return;
    const { state, progress, spawnedTick } = this.#book.record(name);
    if (state.status !== 'running' || state.health.kind !== 'unhealthy') return;
    if (!isFailing(progress, this.#now().tick - spawnedTick, healthRules(health, this.#options.settings()))) return;
    const { reason } = state.health;
    this.#options.log.warn(`${name} is ended because it is unhealthy: ${reason}`);
    this.#book.dispatch(name, { type: 'stop-requested', generation, ending: { by: 'health', reason } });
    void this.end(name);
  }

  #happened(live: LiveRun, event: RunEvent): void {
    const { generation, definition } = live;
    const { name } = definition;
    switch (event.type) {
      case 'spawned':
        live.spawned();
        this.#book.dispatch(name, { ...event, generation, ...this.#now() });
        break;
      case 'phase':
      case 'reload':
        this.#book.dispatch(name, { ...event, generation });
        break;
      case 'listening':
        this.#book.dispatch(name, { ...event, generation });
        live.listening();
        break;
      case 'takes-tests':
        this.#book.dispatch(name, { ...event, generation });
        break;
      case 'request':
        this.traces.requests(name).add(event.request);
        break;
      case 'exited':
        this.#exited(live, event);
    }
  }

  #exited(live: LiveRun, event: Extract<RunEvent, { type: 'exited' }>): void {
    const { generation, definition } = live;
    const { name, restart: policy } = definition;
    const lastLines = live.lastLines();
    if (event.awaitsChange) live.pause();
    else this.#release(name, live);
    this.#book.dispatch(name, { ...event, generation, lastLines, policy, ...this.#now() });
  }

  #release(name: string, live: LiveRun): void {
    if (this.#runs.get(name) === live) this.#runs.delete(name);
    if (live.run) this.#facts.set(name, live.run.facts);
    void live.dispose().catch((error: unknown) => this.#options.log.error(`${name} could not be cleared away`, error));
  }

  #now(): { readonly at: number; readonly tick: number } {
    return { at: this.#options.clock.now(), tick: performance.now() };
  }
}
