import { Store } from 'devmgr/plugin-api';
import type { ModelLibraryOptions } from './create-model-library.js';
import { findKnownModel } from './find-known-model.js';
import { knownModels } from './known-models.js';
import type { ModelLibrary, PullOptions } from './model-library.js';
import type { PulledModel } from './pulled-model.js';

/** What may be left out elsewhere is there. */
export type LibraryOptions = ModelLibraryOptions &
  Required<Pick<ModelLibraryOptions, 'dotenv' | 'startTimeOf' | 'wait'>>;

/** Models in `<dir>/<owner>/<name>`. What reads, fetches and removes them is loaded when it is asked for. */
export class LocalModelLibrary implements ModelLibrary {
  readonly models = new Store<readonly PulledModel[]>([]);
  readonly known = knownModels;
  readonly #options: LibraryOptions;

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  async scan(): Promise<readonly PulledModel[]> {
    const { scanModels } = await import('./folder/scan-models.js');
    const found = await scanModels(this.#options.dir, this.#options.log);
    // Who watches is not told of a look that showed the same.
    if (JSON.stringify(found) !== JSON.stringify(this.models.get())) this.models.set(found);
    return this.models.get();
  }

  find(name: string): PulledModel | undefined {
    const asked = (findKnownModel(name)?.id ?? name).toLowerCase();
    const models = this.models.get();
    return (
      models.find(({ id }) => id.toLowerCase() === asked) ??
      models.find(({ id }) => id.toLowerCase().endsWith(`/${asked}`))
    );
  }

  async pull(name: string, options: PullOptions): Promise<PulledModel> {
    const { pullByName } = await import('./pull/pull-by-name.js');
    const pulled = await pullByName(this.#options, name, options);
    await this.scan();
    const model = this.models.get().find(({ id }) => id === pulled);
    if (!model) throw new Error(`${pulled} was pulled and is not whole`);
    return model;
  }

  async remove(name: string): Promise<PulledModel> {
    const { removeByName } = await import('./folder/remove-by-name.js');
    await this.scan();
    const removed = await removeByName(this.#options, this, name);
    await this.scan();
    return removed;
  }
}
