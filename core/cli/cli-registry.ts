import {
  DevmgrError,
  ExitCode,
  toDisposable,
  type CliContribution,
  type CliHandler,
  type Disposable,
} from 'devmgr/plugin-api';

/** A word of the command line and whose it is. */
export interface CliWord {
  readonly pluginId: string;
  readonly contribution: CliContribution;
}

/** The words of the core and of all manifests, and their handlers once the plugins are active. */
export class CliRegistry {
  readonly #words = new Map<string, CliWord>();
  readonly #handlers = new Map<string, CliHandler>();

  /** Returns false when the word is taken already: the first one keeps it. */
  declare(pluginId: string, contribution: CliContribution): boolean {
    if (this.#words.has(contribution.name)) return false;
    this.#words.set(contribution.name, { pluginId, contribution });
    return true;
  }

  register(pluginId: string, name: string, handler: CliHandler): Disposable {
    if (this.#words.get(name)?.pluginId !== pluginId || this.#handlers.has(name)) throw taken(pluginId, name);
    this.#handlers.set(name, handler);
    return toDisposable(() => void (this.#handlers.get(name) === handler && this.#handlers.delete(name)));
  }

  words(): readonly CliWord[] {
    return [...this.#words.values()];
  }

  word(name: string): CliWord | undefined {
    return this.#words.get(name);
  }

  handler(name: string): CliHandler | undefined {
    return this.#handlers.get(name);
  }
}

function taken(pluginId: string, name: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `Plugin ${pluginId} cannot register the CLI word "${name}": another has it`,
    hint: 'Give the word another name.',
    exitCode: ExitCode.plugin,
  });
}
