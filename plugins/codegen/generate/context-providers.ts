import { DevmgrError, toDisposable, type Disposable } from 'devmgr/plugin-api';
import type { CodeContextProvider } from 'devmgr/plugin-api/contracts/code-generator';

/** Who adds to what the model is shown, in the order in which they came. */
export class ContextProviders {
  readonly #providers = new Map<string, CodeContextProvider>();

  /** Until the returned is disposed. Throws a `DevmgrError` when the id is taken. */
  register(provider: CodeContextProvider): Disposable {
    const { id } = provider;
    if (this.#providers.has(id)) {
      throw new DevmgrError({
        code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
        message: `There is a context provider ${id} already`,
        hint: 'Give it an id of its own: plugin-id.what',
      });
    }
    this.#providers.set(id, provider);
    return toDisposable(() => void (this.#providers.get(id) === provider && this.#providers.delete(id)));
  }

  readonly all = (): readonly CodeContextProvider[] => [...this.#providers.values()];
}
