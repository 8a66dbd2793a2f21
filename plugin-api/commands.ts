import type { Disposable } from './disposable.js';
import type { ReadonlyStore } from './event.js';

export interface CommandInvocation {
  readonly source: 'key' | 'mouse' | 'palette' | 'api';
  /** Aborted when the plugin is deactivated. */
  readonly signal: AbortSignal;
  /** What was written after a slash command: `/find retry` gives `retry`. */
  readonly argument?: string | undefined;
}

/** A command that can be written: `/find retry`. */
export interface SlashCommand {
  /** Without the slash. */
  readonly name: string;
  /** What may stand after it, for people: `path…`. */
  readonly argument: string | undefined;
  readonly title: string;
  readonly commandId: string;
}

export interface CommandHandler {
  run(invocation: CommandInvocation): void | Promise<void>;
  /** A reason shown to the person, or `undefined` when the command may run. Must be cheap. */
  disabledReason?(): string | undefined;
}

export interface Commands {
  /** The id must be declared in the manifest. */
  register(id: string, handler: CommandHandler | CommandHandler['run']): Disposable;
  /** `argument`: see `CommandInvocation`. */
  execute(id: string, options?: { readonly argument?: string }): Promise<void>;
  /** What manifests declare as `slash`, whether their plugins are active or not. Of two with one name the first counts. */
  slashCommands(): readonly SlashCommand[];
  /** Values that `when` clauses may name besides `tab` and `focus`; prefix them with the plugin id: `tests.page`. */
  setContext(key: string, value: string | number | boolean | undefined): void;
  readonly context: ReadonlyStore<Readonly<Record<string, string | number | boolean | undefined>>>;
}
