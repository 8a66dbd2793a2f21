import { watch, type FSWatcher } from 'node:fs';
import { Store, type Clock, type Disposable, type LineBuffer, type Logger, type Processes } from 'devmgr/plugin-api';
import type { ServerStartOptions, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { RequestLog } from '../requests/request-log.js';
import type { RunFacts } from '../run/server-run.js';
import { byLastRun } from './by-last-run.js';
import { isOver } from './is-over.js';
import { Leftovers, type RecordVerdict } from './leftovers.js';
import type { OwnerLink } from './owner-link.js';
import { OwnerRequests } from './owner-requests.js';
import { RemoteDetails } from './remote-details.js';
import { remoteState } from './remote-state.js';
import type { RunRecord } from './run-record.js';
import type { RunRecords } from './run-records.js';
import { lateOwnerLink } from './late-owner-link.js';

export interface OtherServersOptions {
  readonly records: RunRecords;
  readonly processes: Pick<Processes, 'startTime' | 'stopForeign'>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  /** Of this devmgr: its own records are passed over. */
  readonly pid: number;
}

/** The devmgr that ran a server. */
export interface FormerOwner {
  readonly pid: number;
  /** It is in the background. */
  readonly detached: boolean;
}

/** Files that come one after the other are looked at together. */
const SETTLE_MS = 20;
/** Where nothing tells of new files, and for processes that a dead devmgr left. */
const POLL_MS = 5_000;

/** The servers that other devmgrs run in this project, and those that dead ones left. From `watch` on they are followed. */
export class OtherServers implements Disposable {
  readonly #options: OtherServersOptions;
  readonly #leftovers: Leftovers;
  readonly #requests: OwnerRequests;
  readonly #all = new Store<readonly ServerState[]>([]);
  readonly #links = new Map<string, OwnerLink>();
  readonly #details = new Map<string, RemoteDetails>();
  /** Links that know which servers are followed. */
  readonly #followed = new WeakSet<OwnerLink>();
  #records: readonly RunRecord[] = [];
  /** Of records whose devmgr does not listen. */
  #verdicts: ReadonlyMap<RunRecord, RecordVerdict> = new Map();
  #watching: Promise<void> | undefined;
  #refreshing: Promise<void> | undefined;
  #isStale = false;
  #settling: Disposable | undefined;
  #poll: Disposable | undefined;
  #files: FSWatcher | undefined;
  #told = '';
  #ended = false;

  /** By name, then by owner. Each has `owner` or is a `leftover`. */
  readonly all = this.#all;

  constructor(options: OtherServersOptions) {
    this.#options = options;
    const { records, processes, clock } = options;
    this.#leftovers = new Leftovers(records, processes);
    this.#requests = new OwnerRequests({ records: () => this.#others(), leftovers: this.#leftovers, clock });
  }

  /** Follows them from now on; resolves when those that are there are known. One that does not answer is waited for three seconds. */
  watch(): Promise<void> {
    this.#watching ??= this.#begin();
    return this.#watching;
  }

  /** Looks again; resolves when everything is known that is written down now. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#refreshAll().finally(() => (this.#refreshing = undefined));
    await this.#refreshing;
  }

  /** Of the one that runs, else of one that has crashed or was left, else of one that is done. */
  get(name: string): ServerState | undefined {
    const found = this.#all.get().filter((state) => state.name === name);
    return found.find((state) => !isOver(state)) ?? found.find(({ status }) => status === 'crashed') ?? found[0];
  }

  /** The devmgr that ran a server last which is stopped by now, as long as it lives: it has what depends on it, and starts it again when asked. */
  formerOwner(name: string): FormerOwner | undefined {
    const records = byLastRun(this.#records.filter((record) => record.name === name && record.over !== undefined));
    return records.flatMap(({ ownerPid, socket }) => {
      const link = this.#links.get(socket);
      return link?.state === 'live' ? [{ pid: ownerPid, detached: link.isDetached }] : [];
    })[0];
  }

  output(name: string): LineBuffer | undefined {
    return this.#follow(name)?.output;
  }

  requests(name: string): RequestLog | undefined {
    return this.#follow(name)?.requests;
  }

  facts(name: string): RunFacts | undefined {
    return this.#follow(name)?.facts;
  }

  /** Starts a server in the devmgr that ran it. False when there is none any more. */
  start(name: string, options?: ServerStartOptions): Promise<boolean> {
    return this.#andLook(this.#requests.change('start', name, options));
  }

  /** Restarts the server of that name where it runs. False when no other devmgr runs it. Without options with those of its start. */
  restart(name: string, options?: ServerStartOptions): Promise<boolean> {
    return this.#andLook(this.#requests.change('restart', name, options));
  }

  /** Reloads the code of a server where it runs. False when no other devmgr runs it. */
  reload(name: string): Promise<boolean> {
    return this.#requests.change('reload', name);
  }

  /** Stops every other run of that name, leftovers too. Resolves to how many there were. */
  stop(name: string): Promise<number> {
    return this.stopAll([name]);
  }

  /** Stops several; each devmgr stops its own in the order of their dependencies. */
  stopAll(names: readonly string[]): Promise<number> {
    return this.#andLook(this.#requests.stop(names));
  }

  /** Ends what dead devmgrs left of that name. Resolves to the pids. */
  clearLeftovers(name: string): Promise<number[]> {
    return this.#requests.clearLeftovers(name);
  }

  dispose(): void {
    this.#ended = true;
    this.#files?.close();
    void this.#poll?.dispose();
    void this.#settling?.dispose();
    for (const each of [...this.#links.values(), ...this.#details.values()]) each.dispose();
    this.#all.dispose();
  }

  async #begin(): Promise<void> {
    const { records, clock, log } = this.#options;
    try {
      await records.makeDir();
      this.#files = watch(records.dir, { persistent: false }, () => this.#settle());
      this.#files.on('error', () => undefined);
    } catch (error) {
      log.warn(`Other devmgrs are looked for every ${POLL_MS / 1_000} s only: ${String(error)}`);
    }
    if (this.#isEnded()) return this.#files?.close();
    this.#poll = clock.setInterval(() => this.#settle(), POLL_MS);
    await this.refresh();
  }

  #settle(): void {
    if (this.#isEnded()) return;
    this.#settling ??= this.#options.clock.setTimeout(() => {
      this.#settling = undefined;
      this.refresh().catch((error: unknown) => this.#missed(error));
    }, SETTLE_MS);
  }

  /** Nobody has asked: it is told once, and the next look may succeed. */
  #missed(error: unknown): void {
    const text = `Other devmgrs cannot be seen: ${error instanceof Error ? error.message : String(error)}`;
    if (text !== this.#told) this.#options.log.warn(text);
    this.#told = text;
  }

  async #refreshAll(): Promise<void> {
    while (this.#isStale && !this.#isEnded()) {
      this.#isStale = false;
      const records = await this.#others();
      if (this.#isEnded()) return;
      await this.#link(new Set(records.map(({ socket }) => socket)));
      await Promise.all([...this.#links.values()].map(({ known }) => known));
      const dead = records.filter(({ socket }) => this.#links.get(socket)?.state === 'dead');
      const verdicts = await Promise.all(dead.map(async (each) => [each, await this.#leftovers.judge(each)] as const));
      this.#verdicts = new Map(verdicts);
      this.#records = records;
      for (const [record, verdict] of verdicts) if (verdict === 'gone') await this.#leftovers.forget(record);
      this.#publish();
    }
  }

  /** A devmgr that was found dead or has hung up is asked again: its place may have been taken. */
  async #link(sockets: ReadonlySet<string>): Promise<void> {
    for (const [path, link] of this.#links) {
      if (sockets.has(path) && link.state !== 'dead' && link.state !== 'closed') continue;
      link.dispose();
      this.#links.delete(path);
    }
    const added = [...sockets].filter((path) => !this.#links.has(path));
    if (added.length === 0) return;
    const { OwnerLink } = await lateOwnerLink();
    if (this.#isEnded()) return;
    for (const path of added) this.#links.set(path, this.#listenTo(new OwnerLink(path, this.#options.clock)));
  }

  #listenTo(link: OwnerLink): OwnerLink {
    link.onDidChange(() => {
      if (link.state === 'live') this.#followAgain(link);
      if (link.state === 'closed') this.#settle();
      this.#publish();
    });
    link.onDidTell((message) => {
      if ('name' in message) this.#details.get(detailsKey(link.path, message.name))?.take(message);
    });
    return link;
  }

  #followAgain(link: OwnerLink): void {
    if (this.#followed.has(link)) return;
    this.#followed.add(link);
    for (const [key, details] of this.#details) {
      if (!key.startsWith(detailsKey(link.path, ''))) continue;
      details.beginAgain();
      link.follow(key.slice(detailsKey(link.path, '').length));
    }
  }

  #follow(name: string): RemoteDetails | undefined {
    const owner = this.get(name)?.owner;
    const record = this.#records.find((each) => each.name === name && each.ownerPid === owner);
    const link = record && this.#links.get(record.socket);
    if (!link) return undefined;
    const key = detailsKey(link.path, name);
    const known = this.#details.get(key);
    if (known) return known;
    const details = new RemoteDetails();
    this.#details.set(key, details);
    link.follow(name);
    return details;
  }

  #publish(): void {
    if (this.#isEnded()) return;
    const before = this.#all.get();
    const states = this.#records.flatMap((record) => {
      const state = remoteState(record, this.#links.get(record.socket), this.#verdicts.get(record));
      return state ? [unchanged(before, state)] : [];
    });
    if (states.length === before.length && states.every((state, index) => state === before[index])) return;
    this.#all.set(states);
  }

  /** What was changed is known when it is done. */
  async #andLook<T>(change: Promise<T>): Promise<T> {
    const result = await change;
    await this.refresh();
    return result;
  }

  #isEnded(): boolean {
    return this.#ended;
  }

  async #others(): Promise<RunRecord[]> {
    return (await this.#options.records.list()).filter(({ ownerPid }) => ownerPid !== this.#options.pid);
  }
}

/** A socket's path has no line end. */
function detailsKey(path: string, name: string): string {
  return `${path}\n${name}`;
}

/** The object that was there before when it says the same, so that nobody takes it for news. */
function unchanged(before: readonly ServerState[], state: ServerState): ServerState {
  const same = before.find(({ name, owner }) => name === state.name && owner === state.owner);
  return same && JSON.stringify(same) === JSON.stringify(state) ? same : state;
}
