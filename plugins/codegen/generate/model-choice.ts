import type { Config, Logger, Memento } from 'devmgr/plugin-api';

const key = 'codegen.model';

/**
 * Who writes code in this project. What is asked for once wins over what was chosen in the tab, that over the setting `model`, and
 * without any of them the `ai` service chooses.
 */
export class ModelChoice {
  readonly #parts: ModelChoiceParts;

  constructor(parts: ModelChoiceParts) {
    this.#parts = parts;
  }

  /** `provider/model` or `provider`, as it was chosen for this project; `undefined`: nobody chose. */
  get chosen(): string | undefined {
    return selection(this.#parts.storage.state.get(key));
  }

  /** It is remembered for the project; a disk that cannot keep it is told to the log. */
  set chosen(model: string | undefined) {
    this.#parts.storage.state.set(key, model ?? '').catch((error: unknown) => {
      this.#parts.log.warn('The choice of the model could not be kept', { reason: String(error) });
    });
  }

  /** What is asked for; `undefined`: the choice of the `ai` service. `given`: for this one request. */
  resolve(given?: string): string | undefined {
    return selection(given) ?? this.chosen ?? selection(this.#parts.config.string('model'));
  }
}

export interface ModelChoiceParts {
  readonly storage: { readonly state: Memento };
  readonly config: Pick<Config, 'string'>;
  readonly log: Pick<Logger, 'warn'>;
}

function selection(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
