import { DevmgrError, ExitCode, Store, type Clock, type Disposable, type Logger } from 'devmgr/plugin-api';
import type { GenerationHistory } from '../history/generation-history.js';
import type { CodegenEngine } from './codegen-engine.js';
import { reduceCodegen, type CodegenChange } from './codegen-reducer.js';
import { emptyState, type CodegenState, type Work } from './codegen-state.js';
import { toldOf } from './told.js';

export interface DeskParts {
  readonly clock: Clock;
  readonly log: Logger;
  /** Made when it is first needed. */
  readonly engine: () => Promise<CodegenEngine>;
  /** How many answers at most are asked for until the tests pass, and where these run. */
  readonly settings: () => { readonly rounds: number; readonly verify: 'copy' | 'in-place' };
}

/** How long what is stopped may take to come to its end: tests are taken back, an answer says what it cost. */
const graceMs = 4_000;

/** What somebody is told who begins something. */
type Begun<Kind> = Kind extends Work ? Omit<Kind, 'since'> : never;

/** The state, and the one thing that goes on at a time. */
export class SessionDesk implements Disposable {
  readonly state = new Store<CodegenState>(emptyState);
  readonly parts: DeskParts;
  #running: { readonly abort: AbortController; readonly since: number; readonly ended: Promise<void> } | undefined;
  /** Never rejects. */
  #kept: Promise<void> = Promise.resolve();

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  get now(): CodegenState {
    return this.state.get();
  }

  get isWorking(): boolean {
    return this.#running !== undefined;
  }

  change(change: CodegenChange): void {
    this.state.update((state) => reduceCodegen(state, change));
  }

  /** Says what the thing that goes on does now. */
  tell(work: Begun<Work>): void {
    if (this.#running) this.change({ type: 'work-set', work: { ...work, since: this.#running.since } as Work });
  }

  /**
   * Does one thing. What it throws is shown, unless it was stopped: the promise never rejects for that. Rejects with a `DevmgrError` while something
   * else goes on.
   */
  async work(begun: Begun<Work>, task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#running) {
      throw new DevmgrError({
        ...{ code: 'DEVMGR_USAGE', exitCode: ExitCode.usage },
        message: 'Something is going on already',
        hint: 'Wait for it, or stop it with Esc',
      });
    }
    const abort = new AbortController();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#running = { abort, since: this.parts.clock.now(), ended };
    this.tell(begun);
    let problem: CodegenState['problem'];
    try {
      await Promise.race([task(abort.signal), this.#graceOf(abort.signal)]);
    } catch (error) {
      if (!abort.signal.aborted) problem = toldOf(error, this.parts.log);
    } finally {
      // First, so that who hears of the change can begin the next thing.
      this.#running = undefined;
      this.change({ type: 'work-ended', problem });
      end();
    }
  }

  /** Whether what this signal is of still goes on: who did not stop in time is not listened to any more. */
  isRunning(signal: AbortSignal): boolean {
    return this.#running?.abort.signal === signal;
  }

  /** Has the history keep something, one after the other. Releasing the desk waits for it. Never rejects: without an engine there is nothing to be kept. */
  keep(write: (history: GenerationHistory) => Promise<void>): Promise<void> {
    this.#kept = this.#kept
      .then(async () => write((await this.parts.engine()).history))
      .catch((error: unknown) => this.parts.log.warn('A generation could not be kept', { reason: String(error) }));
    return this.#kept;
  }

  /** Resolves when it has ended. */
  async stop(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.ended;
  }

  /** Resolves some time after the signal was aborted. */
  #graceOf(signal: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    return new Promise((resolve) =>
      signal.addEventListener('abort', () => clock.setTimeout(resolve, graceMs), { once: true }),
    );
  }

  async dispose(): Promise<void> {
    await this.stop();
    await this.#kept;
    this.state.dispose();
  }
}
