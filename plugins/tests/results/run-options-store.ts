import { DevmgrError, ExitCode, Store, type Memento } from 'devmgr/plugin-api';
import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestProfiles } from '../profiles/test-profile.js';
import { optionFields, type FieldReading } from './option-fields.js';

/** What the run form holds, as it was typed. Switches are `on` or empty. */
export interface RunOptionTexts {
  /** Name of a profile; empty: all. */
  readonly profile: string;
  readonly paths: string;
  readonly markers: string;
  readonly keyword: string;
  readonly args: string;
  readonly verbosity: string;
  readonly workers: string;
  readonly env: string;
  readonly failFast: string;
  readonly failedFirst: string;
  readonly coverage: string;
}

export type RunOptionName = keyof RunOptionTexts;

const key = 'run-options';

export const noOptions: RunOptionTexts = {
  profile: '',
  paths: '',
  markers: '',
  keyword: '',
  args: '',
  verbosity: '',
  workers: '',
  env: '',
  failFast: '',
  failedFirst: '',
  coverage: '',
};

const names = Object.keys(noOptions) as RunOptionName[];
/** They say what is run; the others say how. */
const choosing: ReadonlySet<RunOptionName> = new Set(['paths', 'markers', 'keyword']);

/** What the person wants to be run, remembered for the project. */
export class RunOptionsStore {
  readonly texts: Store<RunOptionTexts>;
  /** Those that may be chosen. */
  readonly profiles: TestProfiles | undefined;
  readonly #memento: Memento;

  constructor(memento: Memento, profiles?: TestProfiles) {
    this.#memento = memento;
    this.profiles = profiles;
    this.texts = new Store(readTexts(memento.get(key)));
  }

  async change(change: Partial<RunOptionTexts>): Promise<void> {
    this.texts.set({ ...this.texts.get(), ...change });
    await this.#memento.set(key, this.texts.get());
  }

  /** Empties every field. */
  async reset(): Promise<void> {
    await this.change(noOptions);
  }

  /** What is wrong, by field. Empty: all can be run. */
  problems(): Readonly<Partial<Record<RunOptionName, string>>> {
    const readings = names.map((name) => [name, this.#read(name)] as const);
    return Object.fromEntries(readings.flatMap(([name, read]) => ('problem' in read ? [[name, read.problem]] : [])));
  }

  /** The first of them, with its field; `undefined` when all can be run. */
  problem(): { readonly field: RunOptionName; readonly message: string } | undefined {
    const [first] = Object.entries(this.problems());
    return first && { field: first[0] as RunOptionName, message: first[1] };
  }

  /** For a run of everything that the form selects. Throws `PLUGIN_TESTS_OPTIONS` when a field is wrong. */
  get(): TestRunOptions {
    return this.#options(names);
  }

  /** For a run of tests that were chosen otherwise: how to run, not what. Throws as `get` does. */
  forChosenTests(): TestRunOptions {
    return this.#options(names.filter((name) => !choosing.has(name)));
  }

  /** What the chosen profile and the field Env add to the environment; what is wrong adds nothing. */
  variables(): Readonly<Record<string, string>> {
    const name = this.texts.get().profile.trim() || 'all';
    const profile = this.profiles?.list().find((each) => each.name === name);
    const reading = this.#read('env');
    return { ...profile?.env, ...('options' in reading ? reading.options.env : undefined) };
  }

  #options(of: readonly RunOptionName[]): TestRunOptions {
    const readings = names.map((name) => ({ name, reading: this.#read(name) }));
    const options: TestRunOptions = { paths: [], args: [] };
    for (const { name, reading } of readings) {
      // A field that is wrong is said, whatever is run: it would be left out silently.
      if ('problem' in reading) throw refused(name, this.texts.get()[name], reading.problem);
      if (of.includes(name)) Object.assign(options, reading.options);
    }
    return options;
  }

  #read(name: RunOptionName): FieldReading {
    const text = this.texts.get()[name].trim();
    if (name === 'profile' && text !== '' && this.profiles?.list().some((profile) => profile.name === text) === false) {
      const isWrong = this.profiles.problems().some((problem) => problem.name === text);
      return { problem: isWrong ? 'is wrong in the settings' : 'is no profile any more' };
    }
    return optionFields[name].read(text);
  }
}

function refused(name: RunOptionName, text: string, problem: string): DevmgrError {
  const { label } = optionFields[name];
  return new DevmgrError({
    code: 'PLUGIN_TESTS_OPTIONS',
    message: `${label} "${text.trim()}": ${problem}.`,
    hint: `Correct the field ${label} (p), or empty it.`,
    exitCode: ExitCode.usage,
  });
}

function readTexts(stored: unknown): RunOptionTexts {
  const known = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const texts: { -readonly [Name in RunOptionName]: string } = { ...noOptions };
  for (const name of names) {
    const text = known[name];
    if (typeof text === 'string') texts[name] = text;
  }
  return texts;
}
