import type { PluginContext, ReadonlyStore } from 'devmgr/plugin-api';
import { Store } from 'devmgr/plugin-api';

export interface AiChoices {
  /** `provider/model` or `provider`; asked first. */
  readonly selection: string | undefined;
  /** Default model by provider. */
  readonly models: Readonly<Record<string, string>>;
}

const KEY = 'ai';

/** What the person chose on the screen, per project. Outlives the process; settings files are not touched. */
export class AiPreferences {
  readonly #state: PluginContext['storage']['state'];
  readonly #choices: Store<AiChoices>;
  readonly choices: ReadonlyStore<AiChoices>;

  constructor(state: PluginContext['storage']['state']) {
    this.#state = state;
    this.#choices = new Store(checked(state.get(KEY)));
    this.choices = this.#choices;
  }

  select(selection: string | undefined): Promise<void> {
    return this.#save({ ...this.#choices.get(), selection });
  }

  /** `undefined`: the provider's own default again. */
  setDefaultModel(providerId: string, modelId: string | undefined): Promise<void> {
    const { [providerId]: _old, ...others } = this.#choices.get().models;
    return this.#save({
      ...this.#choices.get(),
      models: modelId === undefined ? others : { ...others, [providerId]: modelId },
    });
  }

  #save(choices: AiChoices): Promise<void> {
    this.#choices.set(choices);
    return this.#state.set(KEY, choices);
  }
}

/** Another version may have written it. */
function checked(value: unknown): AiChoices {
  const { selection, models } = typeof value === 'object' && value !== null ? (value as Partial<AiChoices>) : {};
  const entries = Object.entries(models ?? {}).filter(([, model]) => typeof model === 'string');
  return { selection: typeof selection === 'string' ? selection : undefined, models: Object.fromEntries(entries) };
}
