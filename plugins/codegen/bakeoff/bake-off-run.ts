import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerateJob } from '../generate/generate-job.js';
import { partialGeneration } from '../generate/partial-generation.js';
import type { BakeOffEntry, BakeOffOptions } from './bake-off.js';
import type { BakeOffParts } from './create-run-bake-off.js';

/** The entries of one bake-off while it goes on. */
export class BakeOffRun {
  readonly #parts: BakeOffParts;
  #entries: readonly BakeOffEntry[];
  /** Tests use processor and disk: one after the other, so that times and verdicts are fair. */
  #tests: Promise<void> = Promise.resolve();
  #isChanged = false;
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(parts: BakeOffParts, models: readonly string[]) {
    this.#parts = parts;
    this.#entries = models.map(waiting);
  }

  /** In the order of the models. */
  get entries(): readonly BakeOffEntry[] {
    return this.#entries;
  }

  /** Resolves when something changed since the last time: true; or nothing will any more: false. */
  async changed(): Promise<boolean> {
    if (!this.#isChanged && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve));
    const isChanged = this.#isChanged;
    this.#isChanged = false;
    return isChanged;
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Lets one model answer, and tests that. Never rejects. */
  async compete(model: string, job: GenerateJob, options: BakeOffOptions): Promise<void> {
    const startedAt = this.#parts.clock.now();
    try {
      const generation = await this.#write(model, job, options.signal);
      if (!generation || generation.isStopped) return this.#set(model, { status: 'stopped', generation });
      const { durationMs, usage } = generation;
      this.#set(model, { generation, durationMs, costUsd: usage.costUsd });
      if (options.tests && generation.files.length > 0) await this.#test(model, generation, options);
      else this.#set(model, { status: 'done' });
    } catch (error) {
      if (options.signal.aborted) return this.#set(model, { status: 'stopped' });
      this.#set(model, {
        status: 'failed',
        error: error instanceof Error ? error : new Error(String(error)),
        generation: this.#of(model)?.generation ?? partialGeneration(error),
        durationMs: this.#of(model)?.durationMs ?? this.#parts.clock.now() - startedAt,
      });
    }
  }

  async #write(model: string, job: GenerateJob, signal: AbortSignal): Promise<Generation | undefined> {
    this.#set(model, { status: 'writing' });
    let [generation, received]: [Generation | undefined, number] = [undefined, 0];
    for await (const event of this.#parts.generator.generate({ ...job, model }, { signal })) {
      if (event.type === 'text-delta') this.#set(model, { received: (received += event.text.length) });
      if (event.type === 'generation-end') ({ generation } = event);
    }
    return generation;
  }

  async #test(model: string, { files, prompt }: Generation, { where, signal }: BakeOffOptions): Promise<void> {
    const turn = this.#tests.then(async () => {
      signal.throwIfAborted();
      this.#set(model, { status: 'testing' });
      const tested = files.map(({ path, after }) => ({ path, text: after }));
      const verification = await this.#parts.verify(tested, { where, signal, prompt });
      this.#set(model, { status: verification.verdict === 'stopped' ? 'stopped' : 'done', verification });
    });
    this.#tests = turn.catch(() => undefined);
    await turn;
  }

  #of(model: string): BakeOffEntry | undefined {
    return this.#entries.find((entry) => entry.model === model);
  }

  #set(model: string, change: Partial<BakeOffEntry>): void {
    this.#entries = this.#entries.map((entry) => (entry.model === model ? { ...entry, ...change } : entry));
    this.#isChanged = true;
    this.#wake();
  }
}

function waiting(model: string): BakeOffEntry {
  const unknown = { generation: undefined, verification: undefined, error: undefined };
  return { model, status: 'waiting', received: 0, ...unknown, durationMs: undefined, costUsd: undefined };
}
