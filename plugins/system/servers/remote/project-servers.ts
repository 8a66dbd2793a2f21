import { Emitter, Store, type Disposable, type LineBuffer, type Logger } from 'devmgr/plugin-api';
import type { ServerStartOptions, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from '../definition/server-definition.js';
import type { RequestLog } from '../requests/request-log.js';
import type { RunFacts } from '../run/server-run.js';
import type { ServerChange, ServerDiscovery, ServerHost } from '../server-host.js';
import type { ServerPlace } from '../server-place.js';
import { runsElsewhere } from './remote-errors.js';
import type { FormerOwner, OtherServers } from './other-servers.js';
import { isNews } from './is-news.js';
import { isPlainlyStopped } from './is-plainly-stopped.js';
import { isOver } from './is-over.js';

export interface ProjectServersOptions {
  /** Those of this devmgr. */
  readonly own: ServerHost;
  readonly others: OtherServers;
  readonly log: Pick<Logger, 'warn'>;
  /** What has crashed in another devmgr is started there; else here. */
  readonly startsElsewhere: boolean;
}

/**
 * All servers of the project, whoever runs them: those of this devmgr and, with `owner`, those of others.
 *
 * A name is one server. What runs here counts before what runs elsewhere, and that before what runs nowhere. What is done with a server is
 * done by the devmgr that runs it; one that nobody runs is started here.
 */
export class ProjectServers implements ServerHost, Disposable {
  readonly #options: ProjectServersOptions;
  readonly #changes = new Emitter<ServerChange>();
  readonly #restarting = new Set<string>();
  readonly #watches: readonly Disposable[];

  readonly all: Store<readonly ServerState[]>;
  readonly onDidChange = this.#changes.event;

  constructor(options: ProjectServersOptions) {
    this.#options = options;
    const { own, others } = options;
    this.all = new Store(this.#merged());
    this.#watches = [
      own.all.onDidChange(() => this.#publish()),
      others.all.onDidChange(() => this.#publish()),
      own.onDidChange((change) => this.#ownChanged(change)),
    ];
  }

  /** Also waits until it is known what other devmgrs run. */
  async discover(): Promise<ServerDiscovery> {
    const [found] = await Promise.all([this.#options.own.discover(), this.#options.others.watch()]);
    return found;
  }

  get isDiscovered(): boolean {
    return this.#options.own.isDiscovered;
  }

  get tried(): readonly string[] {
    return this.#options.own.tried;
  }

  async resolve(name: string | undefined, app?: string): Promise<string> {
    await this.discover();
    if (name !== undefined && app === undefined && this.#elsewhere(name)) return name;
    return this.#options.own.resolve(name, app);
  }

  definition(name: string): ServerDefinition | undefined {
    return this.#options.own.definition(name);
  }

  facts(name: string): RunFacts | undefined {
    return this.#elsewhere(name) ? this.#options.others.facts(name) : this.#options.own.facts(name);
  }

  output(name: string): LineBuffer | undefined {
    return this.#elsewhere(name) ? this.#options.others.output(name) : this.#options.own.output(name);
  }

  requests(name: string): RequestLog | undefined {
    return this.#elsewhere(name) ? this.#options.others.requests(name) : this.#options.own.requests(name);
  }

  failure(name: string): Error | undefined {
    return this.#elsewhere(name) ? undefined : this.#options.own.failure(name);
  }

  plannedPlace(name: string): ServerPlace {
    return this.#options.own.plannedPlace(name);
  }

  isRestarting(name: string): boolean {
    return this.#restarting.has(name) || this.#options.own.isRestarting(name);
  }

  /** Rejects when another devmgr runs it. One that another devmgr ran before, and not this one, is started there again. */
  async start(wanted: string, options: ServerStartOptions = {}): Promise<void> {
    const { own, others, startsElsewhere } = this.#options;
    const name = await this.resolve(wanted, options.app);
    const there = this.#elsewhere(name);
    if (there?.owner !== undefined && !isOver(there)) {
      if (this.definition(name)?.runs.kind !== 'url') throw runsElsewhere(name, { ...there, pid: there.owner });
    } else if (there?.owner !== undefined && startsElsewhere && (await others.start(name, options))) return;
    else if (this.#formerOwner(name) && (await others.start(name, options))) return;
    await own.start(name, options);
  }

  async stop(wanted: string): Promise<void> {
    const name = await this.resolve(wanted);
    // Leftovers of dead devmgrs too, and whatever an earlier version let run twice.
    if (this.#elsewhere(name)) await this.#options.others.stop(name);
    await this.#stopOwn([name]);
  }

  async restart(wanted: string, options?: ServerStartOptions): Promise<void> {
    const name = await this.resolve(wanted, options?.app);
    const there = this.#elsewhere(name);
    if (there?.owner === undefined && !this.#formerOwner(name)) return this.#options.own.restart(name, options);
    this.#restarting.add(name);
    try {
      if (!(await this.#options.others.restart(name, options))) await this.#options.own.start(name, options);
    } finally {
      this.#restarting.delete(name);
    }
  }

  /** Of another devmgr: asked for, and true as long as the server runs there. */
  reload(name: string): boolean {
    const there = this.#elsewhere(name);
    if (!there) return this.#options.own.reload(name);
    if (there.status !== 'running' || there.leftover) return false;
    this.#options.others
      .reload(name)
      .catch((error: unknown) => this.#options.log.warn(`${name} was not reloaded: ${String(error)}`));
    return true;
  }

  /** Those that run elsewhere already are left alone. */
  async startAll(names: readonly string[], options?: (name: string) => ServerStartOptions): Promise<void> {
    await this.discover();
    const here = names.filter((name) => {
      const there = this.#elsewhere(name);
      return there?.owner === undefined || isOver(there);
    });
    const [before, rest] = [
      here.filter((name) => this.#formerOwner(name)),
      here.filter((name) => !this.#formerOwner(name)),
    ];
    for (const name of before) await this.start(name, options?.(name));
    await this.#options.own.startAll(rest, options);
  }

  async stopAll(names: readonly string[]): Promise<void> {
    await this.discover();
    const there = names.filter((name) => this.#elsewhere(name));
    await Promise.all([this.#stopOwn(names), this.#options.others.stopAll(there)]);
  }

  /** The other devmgr that starts a stopped server again, as it ran it before: none when it ran here, too. */
  #formerOwner(name: string): FormerOwner | undefined {
    return this.#options.own.facts(name) ? undefined : this.#options.others.formerOwner(name);
  }

  dispose(): void {
    for (const watch of this.#watches) void watch.dispose();
    this.#changes.dispose();
    this.all.dispose();
  }

  /** One that only others know is none of the own. */
  async #stopOwn(names: readonly string[]): Promise<void> {
    const { own } = this.#options;
    const known = names.filter((name) => own.all.get().some((state) => state.name === name));
    await (known.length === 1 ? own.stop(known[0] ?? '') : own.stopAll(known));
  }

  /** Its state in another devmgr, when that is the one that counts. */
  #elsewhere(name: string): ServerState | undefined {
    const there = this.#options.others.get(name);
    const here = there && this.#options.own.all.get().find((state) => state.name === name);
    return there && (!here || countsBefore(there, here)) ? there : undefined;
  }

  #merged(): readonly ServerState[] {
    const { own, others } = this.#options;
    const here = own.all.get();
    const there = others.all.get();
    if (there.length === 0) return here;
    const names = new Set([...here, ...there].map(({ name }) => name));
    return [...names].flatMap((name) => this.#elsewhere(name) ?? here.find((state) => state.name === name) ?? []);
  }

  #publish(): void {
    const before = this.all.get();
    const after = this.#merged();
    this.all.set(after);
    const { own } = this.#options;
    for (const state of after) {
      const old = before.find(({ name }) => name === state.name);
      // What stays here is told by its own manager.
      const isHere = state.owner === undefined && !state.leftover && old?.owner === undefined && !old?.leftover;
      const last = old ?? stopped(state);
      if (!isHere && last !== state && isNews(last, state)) this.#changes.fire({ before: last, after: state });
    }
    for (const old of before) {
      // Only others knew it.
      if (after.some(({ name }) => name === old.name) || own.definition(old.name)) continue;
      this.#changes.fire({ before: old, after: stopped(old) });
    }
  }

  #ownChanged(change: ServerChange): void {
    if (!this.#elsewhere(change.after.name)) this.#changes.fire(change);
  }
}

function stopped({ name, kind, target, restarts }: ServerState): ServerState {
  return { name, kind, target, restarts, status: 'stopped' };
}

function countsBefore(there: ServerState, here: ServerState): boolean {
  return rank(there) > rank(here);
}

/** What runs or is tried again, then what has crashed, then what is done. */
function rank(state: ServerState): number {
  if (!isOver(state)) return 3;
  if (state.status === 'crashed') return 2;
  return isPlainlyStopped(state) ? 0 : 1;
}
