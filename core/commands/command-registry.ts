import {
  DevmgrError,
  ExitCode,
  Store,
  toDisposable,
  type CommandHandler,
  type Disposable,
  type PluginManifest,
  type SlashCommand,
} from 'devmgr/plugin-api';
import type { CommandView } from '../widgets/widget.js';
import type { CommandCatalog, CommandInfo, CommandSource } from './catalog.js';
import { parseWhen, type When, type WhenContext } from './when.js';

interface Entry {
  readonly info: CommandInfo;
  readonly holds: When;
  /** A clause of its own beats the default one when both bind a key. */
  readonly specific: boolean;
}

interface Registered {
  readonly handler: CommandHandler;
  readonly signal: AbortSignal;
}

export interface CommandRegistryOptions {
  readonly activate: (pluginId: string) => Promise<void>;
  /** A command failed or may not run now. */
  readonly report: (command: CommandInfo, problem: { readonly reason: string } | { readonly error: unknown }) => void;
}

/** Commands of all manifests, their handlers once their plugins are active, and the keymap made from both. */
export class CommandRegistry implements CommandCatalog {
  readonly #entries = new Map<string, Entry>();
  readonly #handlers = new Map<string, Registered>();
  readonly #context = new Store<WhenContext>({});
  readonly #options: CommandRegistryOptions;
  readonly context = this.#context;

  constructor(options: CommandRegistryOptions) {
    this.#options = options;
  }

  /** Adds the commands of a manifest. Call it in the order in which they shall be listed. */
  declare(manifest: PluginManifest): void {
    const byDefault = manifest.tab ? `tab == '${manifest.tab.id}'` : undefined;
    for (const command of manifest.commands ?? []) {
      const when = command.when ?? byDefault;
      this.#entries.set(command.id, {
        info: {
          id: command.id,
          title: command.title,
          label: command.label,
          keys: command.keys ?? [],
          when,
          slash: command.slash,
          pluginId: manifest.id,
          pluginTitle: manifest.title,
        },
        holds: when === undefined ? () => true : parseWhen(when),
        specific: command.when !== undefined,
      });
    }
  }

  /** Throws `DEVMGR_CONTRIBUTION_UNDECLARED` or `DEVMGR_CONTRIBUTION_DUPLICATE`. */
  register(
    pluginId: string,
    id: string,
    handler: CommandHandler | CommandHandler['run'],
    signal: AbortSignal,
  ): Disposable {
    if (this.#entries.get(id)?.info.pluginId !== pluginId) throw undeclared(pluginId, id);
    if (this.#handlers.has(id)) throw duplicate(id);
    const entry = { handler: typeof handler === 'function' ? { run: handler } : handler, signal };
    this.#handlers.set(id, entry);
    return toDisposable(() => void (this.#handlers.get(id) === entry && this.#handlers.delete(id)));
  }

  /** In the order of manifests; of two with one name the first. */
  slashCommands(): readonly SlashCommand[] {
    const named = new Map<string, SlashCommand>();
    for (const { info } of this.#entries.values()) {
      if (!info.slash || named.has(info.slash.name)) continue;
      const { name, argument } = info.slash;
      named.set(name, { name, argument, title: info.title, commandId: info.id });
    }
    return [...named.values()];
  }

  all(): readonly CommandInfo[] {
    return [...this.#entries.values()].map((entry) => entry.info);
  }

  active(): readonly CommandInfo[] {
    const context = this.#context.get();
    return [...this.#entries.values()].filter((entry) => entry.holds(context)).map((entry) => entry.info);
  }

  forKey(full: string): CommandInfo | undefined {
    const context = this.#context.get();
    const bound = [...this.#entries.values()].filter((entry) => entry.info.keys.includes(full) && entry.holds(context));
    return (bound.find((entry) => entry.specific) ?? bound[0])?.info;
  }

  describe(id: string): CommandView | undefined {
    const info = this.#entries.get(id)?.info;
    if (!info) return undefined;
    const disabledReason = this.#disabledReason(id);
    return { title: info.title, label: info.label ?? info.title, key: info.keys[0], disabledReason };
  }

  async run(id: string, source: CommandSource): Promise<void> {
    const info = this.#entries.get(id)?.info;
    if (!info) return;
    try {
      await this.execute(id, source);
    } catch (error) {
      this.#options.report(info, { error });
    }
  }

  /** Like `run`, for callers that want the failure. */
  async execute(id: string, source: CommandSource, argument?: string): Promise<void> {
    const info = this.#entries.get(id)?.info;
    if (!info) throw undeclared('?', id);
    if (!this.#handlers.has(id)) await this.#options.activate(info.pluginId);
    const registered = this.#handlers.get(id);
    if (!registered) throw undeclared(info.pluginId, id);
    const reason = this.#disabledReason(id);
    if (reason !== undefined) return this.#options.report(info, { reason });
    await registered.handler.run({ source, signal: registered.signal, argument });
  }

  setContext(key: string, value: string | number | boolean | undefined): void {
    const context = this.#context.get();
    if (context[key] !== value) this.#context.set({ ...context, [key]: value });
  }

  #disabledReason(id: string): string | undefined {
    try {
      return this.#handlers.get(id)?.handler.disabledReason?.();
    } catch (error) {
      return `It failed to say whether it can run: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

function undeclared(pluginId: string, id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_UNDECLARED',
    message: `Command "${id}" is not declared in the manifest of plugin ${pluginId}, or has no handler`,
    hint: 'Declare the command in the package.json of the plugin and register it in activate().',
    exitCode: ExitCode.plugin,
  });
}

function duplicate(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `Command "${id}" is registered already`,
    hint: 'Register it once.',
    exitCode: ExitCode.plugin,
  });
}
