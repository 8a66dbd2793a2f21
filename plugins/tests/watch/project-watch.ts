import { Store, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import { newWatch, watchState, type WatchModel, type WatchWish } from './watch-model.js';
import type { WatchParts, WatchSession } from './watch-session.js';
import type { TestWatch, WatchState } from './watch-state.js';

const key = 'watch-pinned';
/** Of more failures nobody keeps track. */
const mostPinned = 2_000;

/** Watch mode of one project. What it works with is loaded when it is switched on. */
export class ProjectWatch implements TestWatch, Disposable {
  readonly state: Store<WatchState>;
  readonly #parts: WatchParts & { readonly context: Pick<PluginContext, 'storage'> };
  #model: WatchModel;
  #session: WatchSession | undefined;
  #starting: { done: Promise<void> } | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#model = newWatch(readPinned(parts.context.storage.state.get(key)));
    this.state = new Store(watchState(this.#model), (error) =>
      parts.context.log.error('A listener of watch mode failed', error),
    );
  }

  /** Resolves when no change is missed any more. Rejects with a `DevmgrError` when there is no Python with pytest. A second call joins the first. */
  start(): Promise<void> {
    if (this.#starting) return this.#starting.done;
    const starting = { done: Promise.resolve() };
    this.#starting = starting;
    starting.done = this.#start(() => this.#starting === starting).catch((error: unknown) => {
      if (this.#starting === starting) this.#starting = undefined;
      throw error;
    });
    return starting.done;
  }

  async stop(): Promise<void> {
    this.#starting = undefined;
    const session = this.#session;
    this.#session = undefined;
    await session?.dispose();
    this.#show({ ...newWatch(this.#model.pinned) });
  }

  unpin(id: string): void {
    if (this.#session) return this.#session.dispatch({ kind: 'unpinned', id });
    this.#show({ ...this.#model, pinned: new Set([...this.#model.pinned].filter((each) => each !== id)) });
  }

  /** What the person asks for while it watches. */
  wish(wish: WatchWish): void {
    this.#session?.dispatch({ kind: 'wished', wish });
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.state.dispose();
  }

  async #start(isWanted: () => boolean): Promise<void> {
    await this.#parts.runs.interpreter();
    const { WatchSession } = await import('./watch-session.js');
    if (!isWanted()) return;
    this.#session = new WatchSession(this.#parts, this.#model.pinned, (model) => this.#show(model));
    await this.#session.ready();
  }

  #show(model: WatchModel): void {
    const before = this.#model.pinned;
    this.#model = model;
    this.state.set(watchState(model));
    if (before !== model.pinned)
      void this.#parts.context.storage.state.set(key, [...model.pinned].slice(0, mostPinned));
  }
}

function readPinned(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
}
