import { Emitter, Store, type Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from './server-definition.js';
import { newServerRecord, type ServerRecord } from './server-record.js';
import { reduceServer, type ServerAction } from './server-reducer.js';

export interface ServerChange {
  readonly before: ServerState;
  readonly after: ServerState;
}

interface Entry {
  readonly definition: ServerDefinition;
  readonly record: ServerRecord;
}

/** Every server of the project with its present state. All changes go through the reducer. */
export class ServerBook implements Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #all = new Store<readonly ServerState[]>([]);
  readonly #changes = new Emitter<ServerChange>();

  /** Changes with every probe and sample. */
  readonly all = this.#all;
  /** Fires when status, health, pid or URL of a server is another. */
  readonly onDidChange = this.#changes.event;

  /** In the order of definition: the first is the default. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  definition(name: string): ServerDefinition | undefined {
    return this.#entries.get(name)?.definition;
  }

  /** Of a server that is defined; anything else is a bug. */
  record(name: string): ServerRecord {
    const entry = this.#entries.get(name);
    if (!entry) throw new TypeError(`No server is called ${name}`);
    return entry.record;
  }

  /** Adds a server, or says that one serves something else from now on. */
  define(definition: ServerDefinition): void {
    const { name, target } = definition;
    const record = this.#entries.get(name)?.record ?? newServerRecord(name, target);
    this.#entries.set(name, { definition, record });
    this.#publish();
  }

  dispatch(name: string, action: ServerAction): ServerRecord {
    const entry = this.#entries.get(name);
    if (!entry) throw new TypeError(`No server is called ${name}`);
    const record = reduceServer(entry.record, action);
    if (record === entry.record) return record;
    this.#entries.set(name, { ...entry, record });
    if (record.state === entry.record.state) return record;
    this.#publish();
    if (isNews(entry.record.state, record.state))
      this.#changes.fire({ before: entry.record.state, after: record.state });
    return record;
  }

  /** Fires for a server that did not change: something else that is said of it did. */
  announce(name: string): void {
    const { state } = this.record(name);
    this.#changes.fire({ before: state, after: state });
  }

  /** Resolves as soon as the state is such. */
  until(name: string, holds: (state: ServerState) => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (holds(this.record(name).state)) return resolve();
      const watch = this.#changes.event(({ after }) => {
        if (after.name !== name || !holds(after)) return;
        void watch.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    this.#changes.dispose();
    this.#all.dispose();
  }

  #publish(): void {
    this.#all.set([...this.#entries.values()].map(({ record }) => record.state));
  }
}

function isNews(before: ServerState, after: ServerState): boolean {
  const facts = (state: ServerState) => [
    state.status,
    'pid' in state ? state.pid : undefined,
    'url' in state ? state.url : undefined,
    state.status === 'running' ? state.health.kind : undefined,
    state.status === 'running' && state.health.kind === 'unhealthy' ? state.health.reason : undefined,
  ];
  const now = facts(after);
  return facts(before).some((fact, index) => fact !== now[index]);
}
