import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import { embedByService, type ServiceTexts } from './embed-by-service.js';
import { chooseEmbedder, type ChosenEmbedder } from './choose-embedder.js';

/** What the settings choose, worked out once until they change. */
export class CurrentEmbedder {
  readonly #context: PluginContext;
  #chosen: Promise<ChosenEmbedder> | undefined;
  #last: ChosenEmbedder = { choice: { kind: 'built-in' }, problem: undefined, mayLeave: false };
  /** Models of services that were chosen, and whether code may leave the machine for them. */
  readonly #mayLeave = new Map<string, boolean>();

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
    const { choice, mayLeave } = this.#last;
    if (choice.kind === 'service') this.#mayLeave.set(choice.selection, mayLeave);
    return this.#last;
  }

  /** What was last worked out. */
  get last(): ChosenEmbedder {
    return this.#last;
  }

  /** See `embedByService`. What is not set up yet may turn out to be elsewhere: then, too, it is the person who decides. */
  embed(texts: ServiceTexts, signal: AbortSignal): Promise<readonly Float32Array[]> {
    return embedByService(this.#context, texts, {
      signal,
      requireHost: (host) => {
        if (host !== undefined && this.#mayLeave.get(texts.selection) !== true) throw staysHere(texts.selection, host);
      },
    });
  }
}

function staysHere(selection: string, host: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONFIG_INVALID',
    message: `The project's settings choose ${selection}, and that is on ${host} now: no code is sent there`,
    hint: 'Name it as embedder in your own config.toml, if you want that',
    exitCode: ExitCode.config,
  });
}
