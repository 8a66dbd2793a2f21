import type { Memento } from 'devmgr/plugin-api';

const modelKey = 'chat.model';
const usesCodeKey = 'chat.usesCode';

/** What a person chose for this project: it outlives conversations and the process. */
export class ChatPreferences {
  readonly #state: Memento;
  readonly #onFailure: (error: unknown) => void;

  constructor(state: Memento, onFailure: (error: unknown) => void) {
    this.#state = state;
    this.#onFailure = onFailure;
  }

  get model(): string | undefined {
    const model = this.#state.get(modelKey);
    return typeof model === 'string' && model !== '' ? model : undefined;
  }

  set model(model: string | undefined) {
    this.#keep(modelKey, model ?? '');
  }

  get usesCode(): boolean {
    return this.#state.get(usesCodeKey) !== false;
  }

  set usesCode(on: boolean) {
    this.#keep(usesCodeKey, on);
  }

  #keep(key: string, value: string | boolean): void {
    this.#state.set(key, value).catch(this.#onFailure);
  }
}
