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

/** No id of a model is that long. */
const LONGEST = 500;

/** Another version may have written it, or somebody by hand: what cannot be a name is as if it were not there. */
function checked(value: unknown): AiChoices {
  const { selection, models } = isObject(value) ? value : {};
  const entries = isObject(models) ? Object.entries(models) : [];
  return {
    selection: isName(selection) ? selection : undefined,
    models: Object.fromEntries(entries.filter((entry): entry is [string, string] => isName(entry[1]))),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;
}
