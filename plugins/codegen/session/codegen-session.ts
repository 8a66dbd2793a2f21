import type { Disposable, ReadonlyStore } from 'devmgr/plugin-api';
import type { WrittenPrompt } from '../generate/generate-job.js';
import type { CodegenState } from './codegen-state.js';
import { SessionDesk, type DeskParts } from './session-desk.js';
import { TargetWatch } from './target-watch.js';

export interface SessionParts extends DeskParts {
  /** Who writes code in this project, as the person chose. */
  readonly choice: { chosen: string | undefined };
}

/** What a person does with code that is generated, from the first word of the prompt to the save. */
export class CodegenSession implements Disposable {
  readonly #desk: SessionDesk;
  readonly #watch: TargetWatch;
  readonly #choice: SessionParts['choice'];

  constructor(parts: SessionParts) {
    this.#desk = new SessionDesk(parts);
    this.#choice = parts.choice;
    this.#desk.change({ type: 'model-set', model: parts.choice.chosen });
    this.#watch = new TargetWatch(this.#desk);
  }

  get state(): ReadonlyStore<CodegenState> {
    return this.#desk.state;
  }

  setTarget(target: string): void {
    this.#desk.change({ type: 'target-set', target });
  }

  setPrompt(prompt: string): void {
    this.#desk.change({ type: 'prompt-set', prompt });
  }

  /** `undefined`: whoever the settings and the System tab say. It is remembered. */
  setModel(model: string | undefined): void {
    this.#choice.chosen = model;
    this.#desk.change({ type: 'model-set', model });
  }

  setUsesContext(on: boolean): void {
    this.#desk.change({ type: 'uses-context-set', on });
  }

  /** Takes an item out of the context, or brings it back. */
  toggleItem(id: string): void {
    this.#desk.change({ type: 'item-toggled', id });
  }

  /** What is sent instead of what would be written; `undefined`: that again. */
  setWritten(written: WrittenPrompt | undefined): void {
    this.#desk.change({ type: 'written-set', written });
  }

  /** Files may have changed. */
  refresh(): void {
    this.#watch.refresh();
  }

  /** The file that is looked at, counted from zero. */
  show(at: number): void {
    this.#desk.change({ type: 'file-shown', at });
  }

  async stop(): Promise<void> {
    await this.#desk.stop();
  }

  async dispose(): Promise<void> {
    this.#watch.dispose();
    await this.#desk.dispose();
  }
}
