import type { Disposable } from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { jobOf } from './job-of.js';
import type { SessionDesk } from './session-desk.js';
import { toldOf } from './told.js';

/** Nothing is typed for so long before what was typed is looked at. */
const waitMs = 250;

/** Keeps up to date what is there now under the target's path, and what would be sent. */
export class TargetWatch implements Disposable {
  readonly #desk: SessionDesk;
  readonly #listening: Disposable;
  #timer: Disposable | undefined;
  #running: AbortController | undefined;
  #seen: readonly unknown[] = [];

  constructor(desk: SessionDesk) {
    this.#desk = desk;
    this.#listening = desk.state.onDidChange(() => this.#look());
  }

  /** Looks again, whatever was seen: the files may have changed. */
  refresh(): void {
    this.#seen = [];
    this.#look();
  }

  dispose(): void {
    void this.#listening.dispose();
    this.#stop();
  }

  #look(): void {
    const state = this.#desk.now;
    const asked = [state.target, state.prompt, state.model, state.usesContext, state.saved];
    if (state.work) return this.#pause();
    if (asked.every((value, at) => value === this.#seen[at])) return;
    this.#stop();
    this.#seen = asked;
    this.#timer = this.#desk.parts.clock.setTimeout(() => void this.#reckon(), waitMs);
  }

  /** While an answer is made the machine has something better to do, above all than the same twice. What is not looked at yet is afterwards. */
  #pause(): void {
    if (!this.#timer && !this.#running) return;
    this.#stop();
    this.#seen = [];
  }

  #stop(): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
    this.#running?.abort();
    this.#running = undefined;
  }

  async #reckon(): Promise<void> {
    const running = new AbortController();
    this.#timer = undefined;
    this.#running = running;
    const { signal } = running;
    const { target, prompt } = this.#desk.now;
    if (target.trim() !== '') await this.#readTarget(target, signal);
    if (!signal.aborted && target.trim() !== '' && prompt.trim() !== '' && !this.#desk.now.targetProblem)
      await this.#plan(signal);
    if (this.#running === running) this.#running = undefined;
  }

  async #readTarget(target: string, signal: AbortSignal): Promise<void> {
    try {
      const { writer } = await this.#desk.parts.engine();
      const snapshot = await writer.read(target.trim());
      if (!signal.aborted) this.#desk.change({ type: 'target-read', snapshot, problem: undefined });
    } catch (error) {
      const problem = toldOf(error, this.#desk.parts.log);
      if (!signal.aborted) this.#desk.change({ type: 'target-read', snapshot: undefined, problem });
    }
  }

  async #plan(signal: AbortSignal): Promise<void> {
    this.#desk.change({ type: 'plan-started' });
    try {
      const { generator } = await this.#desk.parts.engine();
      const plan = await generator.plan({ ...jobOf(this.#desk.now), items: undefined }, { signal });
      if (!signal.aborted) this.#desk.change({ type: 'plan-ended', plan });
    } catch (error) {
      const gathered = await this.#gather(signal);
      if (signal.aborted) return;
      this.#desk.change({
        type: 'plan-ended',
        plan: undefined,
        problem: toldOf(error, this.#desk.parts.log),
        gathered,
      });
    }
  }

  /** What a model would be shown is worth a look also while none is ready. */
  async #gather(signal: AbortSignal): Promise<readonly SentContextItem[] | undefined> {
    try {
      const { generator } = await this.#desk.parts.engine();
      return await generator.gather({ ...jobOf(this.#desk.now), items: undefined }, { signal });
    } catch {
      // Why nothing could be planned is told.
      return undefined;
    }
  }
}
