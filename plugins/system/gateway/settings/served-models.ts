import type { Memento } from 'devmgr/plugin-api';

const KEY = 'gateway.served-models';
const MOST = 200;

/** Models that the person serves through the gateway under a name, from the screen: kept for the project, seen by a gateway that runs. */
export class ServedModels {
  readonly #state: Memento;
  /** As they were read last: that is asked with every request. */
  #stored: unknown;
  #models: ReadonlyMap<string, string> = new Map();

  constructor(state: Memento) {
    this.#state = state;
  }

  /** By their names: what `gateway.aliases` of the settings would say. The same map as long as nothing changes. */
  all(): ReadonlyMap<string, string> {
    const stored = this.#state.get(KEY);
    if (stored !== this.#stored) this.#models = modelsOf(stored);
    this.#stored = stored;
    return this.#models;
  }

  /** From now on requests for the model `name` go to `selection` (`provider/model`). */
  async serve(name: string, selection: string): Promise<void> {
    await this.#state.set(KEY, { ...Object.fromEntries(this.all()), [name]: selection });
  }

  async remove(name: string): Promise<void> {
    const { [name]: _, ...rest } = Object.fromEntries(this.all());
    await this.#state.set(KEY, rest);
  }
}

function modelsOf(stored: unknown): ReadonlyMap<string, string> {
  if (typeof stored !== 'object' || stored === null) return new Map();
  const entries = Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map(entries.slice(0, MOST));
}
