import { Emitter, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { Trial } from './trial.js';

/** Questions that a person puts to try a provider: one runs at a time, the last answer of each provider is kept. */
export class ProviderTrials implements Disposable {
  readonly #context: Pick<PluginContext, 'clock' | 'text'>;
  readonly #trials = new Map<string, Trial>();
  readonly #changes = new Emitter<void>();
  readonly #growth = new Emitter<Trial>();
  #running: Trial | undefined;
  #Trial: typeof Trial | undefined;

  /** One came, began to answer, ended or was closed. */
  readonly onDidChange = this.#changes.event;
  /** An answer has grown. */
  readonly onDidGrow = this.#growth.event;

  constructor(context: Pick<PluginContext, 'clock' | 'text'>) {
    this.#context = context;
  }

  /** The one that is being answered. */
  get running(): Trial | undefined {
    return this.#running;
  }

  /** The last one of a provider. */
  of(providerId: string | undefined): Trial | undefined {
    return providerId === undefined ? undefined : this.#trials.get(providerId);
  }

  /** Loads what a question needs: asked after that, it is running at once. */
  async prepare(): Promise<typeof Trial> {
    return (this.#Trial ??= (await import('./trial.js')).Trial);
  }

  /** Puts a question; one that is being answered is stopped. Resolves when the answer has ended; never rejects. */
  async ask(model: AiLanguageModel, question: string): Promise<void> {
    const New = this.#Trial ?? (await this.prepare());
    this.stop();
    const { clock, text } = this.#context;
    const trial = new New({
      model,
      question,
      now: () => clock.now(),
      clean: (raw) => text.clean(raw),
      widthOf: (char) => text.width(char),
    });
    this.#trials.set(trial.providerId, trial);
    this.#running = trial;
    this.#changes.fire();
    let title = trial.title;
    await trial.run(() => {
      if (trial.title !== title) this.#changes.fire();
      title = trial.title;
      this.#growth.fire(trial);
    });
    if (this.#running === trial) this.#running = undefined;
    this.#changes.fire();
  }

  /** Stops what is being answered; its text stays. */
  stop(): void {
    this.#running?.stop();
  }

  /** Forgets the answer of a provider. */
  close(providerId: string): void {
    const trial = this.#trials.get(providerId);
    if (!trial) return;
    trial.stop();
    this.#trials.delete(providerId);
    this.#changes.fire();
  }

  dispose(): void {
    this.stop();
    this.#changes.dispose();
    this.#growth.dispose();
  }
}
