import { DevmgrError, ExitCode, Store, type Memento } from 'devmgr/plugin-api';
import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import { splitWords } from './split-words.js';

/** What the run form holds, as it was typed. */
export interface RunOptionTexts {
  readonly paths: string;
  readonly markers: string;
  readonly keyword: string;
  readonly args: string;
  readonly workers: string;
}

const key = 'run-options';
const nothing: RunOptionTexts = { paths: '', markers: '', keyword: '', args: '', workers: '' };

/** What the person wants to be run, remembered for the project. */
export class RunOptionsStore {
  readonly texts: Store<RunOptionTexts>;
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.texts = new Store(readTexts(memento.get(key)));
  }

  async change(change: Partial<RunOptionTexts>): Promise<void> {
    this.texts.set({ ...this.texts.get(), ...change });
    await this.#memento.set(key, this.texts.get());
  }

  /** What is wrong with a field, and with which; `undefined` when all can be run. */
  problem(): { readonly field: keyof RunOptionTexts; readonly message: string } | undefined {
    const isRight = /^(|auto|\d{1,3})$/.test(this.texts.get().workers.trim());
    return isRight ? undefined : { field: 'workers', message: 'a number or auto' };
  }

  /** For a run of everything that the form selects. Throws `PLUGIN_TESTS_OPTIONS` when a field is wrong. */
  get(): TestRunOptions {
    const { paths, markers, keyword } = this.texts.get();
    return {
      ...this.forChosenTests(),
      paths: splitWords(paths),
      ...(markers.trim() && { markers: markers.trim() }),
      ...(keyword.trim() && { keyword: keyword.trim() }),
    };
  }

  /** For a run of tests that were chosen otherwise: how to run, not what. Throws as `get` does. */
  forChosenTests(): TestRunOptions {
    const { args, workers } = this.texts.get();
    const problem = this.problem();
    if (problem) throw refused(workers.trim(), problem.message);
    const count = workers.trim() === 'auto' ? 'auto' : Number.parseInt(workers, 10);
    return { args: splitWords(args), ...((count === 'auto' || count >= 0) && { workers: count }) };
  }
}

function refused(workers: string, message: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_OPTIONS',
    message: `Workers "${workers}": must be ${message}.`,
    hint: 'Correct the field Workers (p), or empty it.',
    exitCode: ExitCode.usage,
  });
}

function readTexts(stored: unknown): RunOptionTexts {
  const known = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const read = (name: keyof RunOptionTexts) => (typeof known[name] === 'string' ? known[name] : nothing[name]);
  return {
    paths: read('paths'),
    markers: read('markers'),
    keyword: read('keyword'),
    args: read('args'),
    workers: read('workers'),
  };
}
