import { Store, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import type { IndexEvent } from './index-event.js';
import { initialIndexModel, reduceIndexState, type IndexModel } from './reduce-index-state.js';

/** The state of the index; it changes by events only. */
export class IndexStateStore implements Disposable {
  readonly #state: Store<CodeIndexState>;
  #model: IndexModel;

  constructor(isEnabled: boolean) {
    this.#model = initialIndexModel(isEnabled);
    this.#state = new Store(this.#model.state);
  }

  get state(): ReadonlyStore<CodeIndexState> {
    return this.#state;
  }

  dispatch(event: IndexEvent): void {
    this.#model = reduceIndexState(this.#model, event);
    this.#state.set(this.#model.state);
  }

  dispose(): void {
    this.#state.dispose();
  }
}
