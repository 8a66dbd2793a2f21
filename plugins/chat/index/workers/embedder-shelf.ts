import type { Embedder, EmbedderChoice } from '../embed/embedder.js';

type Create = (choice: EmbedderChoice) => Promise<Embedder | undefined>;

const mostChoices = 4;

/** The embedders that vectors of the index may be of: that of now, and those of before until the index is made anew. */
export class EmbedderShelf {
  readonly #create: Create;
  readonly #opened = new Map<string, Promise<Embedder | undefined>>();
  #choices: readonly EmbedderChoice[] = [];

  constructor(create: Create) {
    this.#create = create;
  }

  /** The choice of now. */
  choose(choice: EmbedderChoice): void {
    const others = this.#choices.filter((each) => keyOf(each) !== keyOf(choice));
    this.#choices = [choice, ...others].slice(0, mostChoices);
  }

  /** Begins to load it, where that is done on this machine: somebody will wait for it. */
  warmUp(): void {
    const [choice] = this.#choices;
    if (choice?.kind === 'built-in') this.#open(choice).catch(() => undefined);
  }

  /** `undefined`: whose the vectors are is not known any more. Rejects when the one that it is cannot run. */
  async forId(id: string): Promise<Embedder | undefined> {
    let failure: unknown;
    for (const choice of this.#choices) {
      if (!mayBe(choice, id)) continue;
      try {
        const embedder = await this.#open(choice);
        if (embedder?.id === id) return embedder;
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure as Error;
    return undefined;
  }

  async dispose(): Promise<void> {
    const all = [...this.#opened.values()];
    this.#opened.clear();
    for (const opened of await Promise.allSettled(all)) {
      if (opened.status === 'fulfilled') await opened.value?.dispose();
    }
  }

  #open(choice: EmbedderChoice): Promise<Embedder | undefined> {
    const key = keyOf(choice);
    const known = this.#opened.get(key);
    if (known) return known;
    const opening = this.#create(choice);
    this.#opened.set(key, opening);
    // It may have been a passing failure.
    opening.catch(() => this.#opened.delete(key));
    return opening;
  }
}

function keyOf(choice: EmbedderChoice): string {
  return JSON.stringify(choice);
}

/** Without loading it. */
function mayBe(choice: EmbedderChoice, id: string): boolean {
  if (choice.kind === 'service') return choice.selection === id;
  return choice.kind !== 'none' && (choice.kind === 'built-in') === id.startsWith('built-in/');
}
