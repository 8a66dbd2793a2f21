import type { Disposable } from './disposable.js';
import type { ReadonlyStore } from './event.js';

export interface CommandInvocation {
  readonly source: 'key' | 'mouse' | 'palette' | 'api';
  /** Aborted when the plugin is deactivated. */
  readonly signal: AbortSignal;
}

export interface CommandHandler {
  run(invocation: CommandInvocation): void | Promise<void>;
  /** A reason shown to the person, or `undefined` when the command may run. Must be cheap. */
  disabledReason?(): string | undefined;
}

export interface Commands {
  /** The id must be declared in the manifest. */
  register(id: string, handler: CommandHandler | CommandHandler['run']): Disposable;
  execute(id: string): Promise<void>;
  /** Values that `when` clauses may name besides `tab` and `focus`; prefix them with the plugin id: `tests.page`. */
  setContext(key: string, value: string | number | boolean | undefined): void;
  readonly context: ReadonlyStore<Readonly<Record<string, string | number | boolean | undefined>>>;
}
