import { Emitter, Store, type Clock, type Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from './definition/server-definition.js';
import type { ServerChange } from './server-host.js';
import type { ServerAction } from './server-action.js';
import { identityOf, isActive, newServerRecord, type ServerRecord } from './server-record.js';
import { reduceServer } from './server-reducer.js';

interface Entry {
  readonly definition: ServerDefinition;
  readonly record: ServerRecord;
  /** Nobody defines it any more: it goes when it has ended. */
  readonly isLeaving: boolean;
}

/** Measurements are told together, news at once: each of several servers that are looked at would be a frame of its own. */
const MEASUREMENTS_MS = 2_000;

/** Every server of the project with its present state. All changes go through the reducer. */
export class ServerBook implements Disposable {
  readonly #clock: Pick<Clock, 'setTimeout'>;
  readonly #entries = new Map<string, Entry>();
  readonly #all = new Store<readonly ServerState[]>([]);
  readonly #changes = new Emitter<ServerChange>();
  #unpublished: Disposable | undefined;

  /** Changes at once with news, and every two seconds at most with measurements. */
  readonly all = this.#all;
  /** Fires when status, health, pid or URL of a server is another. */
  readonly onDidChange = this.#changes.event;

  constructor(clock: Pick<Clock, 'setTimeout'>) {
    this.#clock = clock;
  }

  /** In the order of definition: the first is the default. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  definition(name: string): ServerDefinition | undefined {
    return this.#entries.get(name)?.definition;
  }

  definitions(): ServerDefinition[] {
    return [...this.#entries.values()].map(({ definition }) => definition);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Of a server that is defined; anything else is a bug. */
  record(name: string): ServerRecord {
    const entry = this.#entries.get(name);
    if (!entry) throw new TypeError(`No server is called ${name}`);
    return entry.record;
  }

  /** Adds a server, or says that one serves something else from now on. What runs keeps the name of what it runs until its end. */
  define(definition: ServerDefinition): void {
    this.#enter(definition, this.#entries.get(definition.name)?.record);
    this.#publish();
  }

  /** These and no others, in this order; one that runs and is no longer defined goes when it has ended. */
  defineAll(definitions: readonly ServerDefinition[]): void {
    const before = new Map(this.#entries);
    this.#entries.clear();
    for (const definition of definitions) this.#enter(definition, before.get(definition.name)?.record);
    for (const [name, entry] of before) {
      if (!this.#entries.has(name) && isActive(entry.record.state))
        this.#entries.set(name, { ...entry, isLeaving: true });
    }
    this.#publish();
  }

  /** The record after it; what comes late for a server that is gone is dropped. */
  dispatch(name: string, action: ServerAction): ServerRecord | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    const record = reduceServer(entry.record, action);
    if (record === entry.record) return record;
    this.#entries.set(name, { ...entry, record });
    if (record.state === entry.record.state) return record;
    if (entry.isLeaving && !isActive(record.state)) this.#entries.delete(name);
    if (!isNews(entry.record.state, record.state)) {
      this.#unpublished ??= this.#clock.setTimeout(() => this.#publish(), MEASUREMENTS_MS);
      return record;
    }
    this.#publish();
    this.#changes.fire({ before: entry.record.state, after: record.state });
    return record;
  }

  /** Fires for a server that did not change: something else that is said of it did. */
  announce(name: string): void {
    const { state } = this.record(name);
    this.#changes.fire({ before: state, after: state });
  }

  /** Resolves as soon as the state is such; at once for a server that is gone. */
  until(name: string, holds: (state: ServerState) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const entry = this.#entries.get(name);
      if (!entry || holds(entry.record.state)) return resolve();
      const watch = this.#changes.event(({ after }) => {
        if (after.name !== name || !holds(after)) return;
        void watch.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    void this.#unpublished?.dispose();
    this.#changes.dispose();
    this.#all.dispose();
  }

  #enter(definition: ServerDefinition, known: ServerRecord | undefined): void {
    const record = known && !isActive(known.state) ? renamed(known, definition) : known;
    this.#entries.set(definition.name, {
      definition,
      record: record ?? newServerRecord(definition),
      isLeaving: false,
    });
  }

  #publish(): void {
    void this.#unpublished?.dispose();
    this.#unpublished = undefined;
    this.#all.set([...this.#entries.values()].map(({ record }) => record.state));
  }
}

function renamed(record: ServerRecord, definition: ServerDefinition): ServerRecord {
  const { state } = record;
  return { ...record, state: { ...state, ...identityOf(definition, state.restarts) } };
}

/** Whether more is another than measurements. Parts of a state that did not change are the same objects. */
function isNews(before: ServerState, after: ServerState): boolean {
  const now = facts(after);
  return facts(before).some((fact, index) => fact !== now[index]);
}

function facts(state: ServerState): readonly unknown[] {
  const { status, target, restarts } = state;
  const common = [status, target, restarts, 'pid' in state ? state.pid : undefined, 'url' in state ? state.url : ''];
  switch (state.status) {
    case 'stopped':
      return [...common, state.completedAt];
    case 'starting':
      return [...common, state.phase, state.waitsFor.join('\n')];
    case 'running': {
      const { health, reload } = state;
      return [
        ...common,
        health.kind,
        health.kind === 'unhealthy' ? health.reason : '',
        reload,
        state.settingsChanged,
        state.takesTests,
      ];
    }
    case 'stopping':
      return common;
    case 'crashed':
      return [...common, state.at, state.next];
  }
}
