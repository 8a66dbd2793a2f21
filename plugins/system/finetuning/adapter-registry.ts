import { Store, toDisposable, type Disposable } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { badAdapterId, takenAdapterId, unknownAdapter } from './fine-tuning-errors.js';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 40;

/** All adapters: built-in ones in their order, then those of plugins. */
export class AdapterRegistry implements Disposable {
  readonly #all = new Store<readonly FineTuningAdapter[]>([]);

  readonly all = this.#all;

  /** Throws a `DevmgrError` for an id that is bad or taken. */
  register(adapter: FineTuningAdapter): Disposable {
    const { id } = adapter;
    if (!ID.test(id) || id.length > LONGEST_ID) throw badAdapterId(id);
    if (this.#all.get().some((other) => other.id === id)) throw takenAdapterId(id);
    this.#all.update((all) => [...all, adapter]);
    return toDisposable(() => this.#all.update((all) => all.filter((other) => other !== adapter)));
  }

  /** Takes any case. Throws a `DevmgrError` that names those that there are. */
  require(id: string): FineTuningAdapter {
    const found = this.#all.get().find((adapter) => adapter.id === id.toLowerCase());
    if (!found)
      throw unknownAdapter(
        id,
        this.#all.get().map((adapter) => adapter.id),
      );
    return found;
  }

  dispose(): void {
    this.#all.dispose();
  }
}
