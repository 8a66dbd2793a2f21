import type { PluginContext } from 'devmgr/plugin-api';
import { chooseEmbedder, type ChosenEmbedder } from './choose-embedder.js';

/** What the settings choose, worked out once until they change. */
export class CurrentEmbedder {
  readonly #context: PluginContext;
  #chosen: Promise<ChosenEmbedder> | undefined;
  #last: ChosenEmbedder = { choice: { kind: 'built-in' }, problem: undefined };

  constructor(context: PluginContext) {
    this.#context = context;
    context.config.onDidChange(({ affects }) => {
      if (affects('embedder')) this.#chosen = undefined;
    });
  }

  /** Never rejects. */
  async get(): Promise<ChosenEmbedder> {
    this.#chosen ??= chooseEmbedder(this.#context);
    this.#last = await this.#chosen;
    return this.#last;
  }

  /** What was last worked out. */
  get last(): ChosenEmbedder {
    return this.#last;
  }
}
