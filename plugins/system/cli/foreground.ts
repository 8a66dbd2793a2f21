import { DevmgrError, DisposableStore, type CliInvocation, type Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerChange } from '../servers/server-host.js';
import type { SystemParts } from '../system-parts.js';
import { LineStream } from './line-stream.js';
import { linePrefixes } from './line-prefixes.js';
import { startReporter } from './start-reporter.js';
import { withDependencies } from './with-dependencies.js';

/** Servers that run in the foreground of a terminal: their lines, what becomes of them, and when they have ended. */
export class Foreground implements Disposable {
  readonly #invocation: CliInvocation;
  readonly #parts: SystemParts;
  readonly #wanted: readonly string[];
  /** Those with all that they depend on. */
  readonly #names: ReadonlySet<string>;
  readonly #owned = new DisposableStore();
  readonly #lines = new Map<string, LineStream>();
  /** Those that were more than defined: a process was started, or they wait for others. */
  readonly #begun = new Set<string>();
  readonly #failures = new Set<Error>();
  readonly #report: (change: ServerChange) => void;

  constructor(invocation: CliInvocation, parts: SystemParts, wanted: readonly string[]) {
    const names = withDependencies(wanted, parts.manager);
    this.#invocation = invocation;
    this.#parts = parts;
    this.#wanted = wanted;
    this.#names = new Set(names);
    this.#report = startReporter(invocation, parts);
    const sink = invocation.json ? invocation.stderr : invocation.stdout;
    const prefixes = linePrefixes(names, sink);
    for (const name of names)
      this.#lines.set(name, this.#owned.add(new LineStream(sink, parts.context.text, prefixes.get(name))));
    this.#owned.add(parts.manager.onDidChange((change) => this.#changed(change)));
  }

  /** Servers whose start was begun, in the order of their starts. */
  get begun(): readonly string[] {
    return [...this.#begun];
  }

  /** Resolves with their states when all of them have ended, and nothing starts them again. */
  ended(): Promise<readonly ServerState[]> {
    const { manager } = this.#parts;
    return new Promise((resolve) => {
      const settle = () => {
        const states = manager.all.get().filter(({ name }) => this.#wanted.includes(name));
        if (!states.every((state) => hasEnded(state) && !manager.isRestarting(state.name))) return;
        void watch.dispose();
        resolve(states);
      };
      const watch = this.#owned.add(manager.onDidChange(settle));
      settle();
    });
  }

  async dispose(): Promise<void> {
    await this.#owned.dispose();
  }

  #changed(change: ServerChange): void {
    const { name, status, owner } = change.after;
    if (!this.#names.has(name) || owner !== undefined) return;
    if (status !== 'stopped') this.#begun.add(name);
    this.#lines.get(name)?.follow(this.#parts.manager.output(name));
    if (isTold(change)) this.#report(change);
    if (this.#wanted.length > 1) this.#tellFailure(name);
  }

  /** One of several that could not even be tried; of a single one that is told by the end of devmgr. */
  #tellFailure(name: string): void {
    const { manager, context } = this.#parts;
    const failure = manager.failure(name);
    if (failure === undefined || this.#failures.has(failure)) return;
    this.#failures.add(failure);
    const hint = DevmgrError.isInstance(failure) && failure.hint !== undefined ? `\n  ${failure.hint}` : '';
    this.#invocation.stderr.write(context.text.redact(context.text.clean(`✗ ${name}: ${failure.message}${hint}\n`)));
  }
}

/** A start that cannot even be tried goes back to where it was: that is told by its rejection. */
function isTold({ before, after }: ServerChange): boolean {
  if (before.status !== 'starting' || before.pid !== undefined || after.status !== 'stopped') return true;
  // What runs on another machine has no pid here.
  return after.completedAt !== undefined;
}

/** What another devmgr runs is not in the foreground of this one. */
function hasEnded(state: ServerState): boolean {
  if (state.owner !== undefined) return true;
  return state.status === 'stopped' || (state.status === 'crashed' && state.next.kind === 'nothing');
}
