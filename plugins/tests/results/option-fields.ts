import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import { isVariableName } from '../profiles/profile-table.js';
import type { RunOptionName } from './run-options-store.js';
import { splitWords } from './split-words.js';

/** What a field asks for, or what is wrong with it. */
export type FieldReading = { readonly options: TestRunOptions } | { readonly problem: string };

export interface OptionField {
  readonly label: string;
  /** One sentence for the person who stands in it. */
  readonly help: string;
  /** `text` is trimmed. */
  read(text: string): FieldReading;
}

/** The fields of the run form: what they are called, what they mean, and how they are read. */
export const optionFields: Readonly<Record<RunOptionName, OptionField>> = {
  profile: {
    label: 'Profile',
    help: 'a way to run the tests; more of them: [tool.devmgr.tests.profiles.NAME] in pyproject.toml',
    read: (text) => ({ options: text === '' ? {} : { kind: text } }),
  },
  paths: {
    label: 'Paths',
    help: 'files, folders or node ids, with quotes around spaces; empty: where pytest looks',
    read: (text) => words(text, (paths) => ({ paths })),
  },
  markers: {
    label: 'Markers',
    help: 'only tests with these markers: slow, or "not slow and db"',
    read: (text) => ({ options: text === '' ? {} : { markers: text } }),
  },
  keyword: {
    label: '-k',
    help: 'only tests whose names have this: order, or "order and not delete"',
    read: (text) => ({ options: text === '' ? {} : { keyword: text } }),
  },
  args: {
    label: 'Args',
    help: 'more for pytest, quoted as in a shell: --tb=short -p no:randomly',
    read: (text) => words(text, (args) => ({ args })),
  },
  verbosity: {
    label: 'Verbosity',
    help: 'how much pytest says: -2 to 3; from 2 on it cuts no comparison',
    read: readVerbosity,
  },
  workers: {
    label: 'Workers',
    help: 'processes of pytest-xdist: a number, auto, or 0 for none; empty: as the settings say',
    read: readWorkers,
  },
  env: { label: 'Env', help: 'variables for the tests: NAME=value OTHER="two words"', read: readVariables },
  failFast: { label: 'Fail fast', help: 'ends after the first failure (-x)', read: readSwitch('failFast') },
  failedFirst: {
    label: 'Failed first',
    help: 'begins with what failed last time (--ff)',
    read: readSwitch('failedFirst'),
  },
  coverage: {
    label: 'Coverage',
    help: 'measures which lines are run, with pytest-cov',
    read: readSwitch('coverage'),
  },
};

function words(text: string, toOptions: (words: readonly string[]) => TestRunOptions): FieldReading {
  const split = splitWords(text);
  return 'words' in split ? { options: toOptions(split.words) } : { problem: split.problem };
}

function readWorkers(text: string): FieldReading {
  if (text === '') return { options: {} };
  if (!/^(auto|\d{1,3})$/.test(text)) return { problem: 'must be a number or auto' };
  return { options: { workers: text === 'auto' ? 'auto' : Number(text) } };
}

function readVerbosity(text: string): FieldReading {
  if (text === '') return { options: {} };
  return /^(-[12]|[0-3])$/.test(text)
    ? { options: { verbosity: Number(text) } }
    : { problem: 'must be a number from -2 to 3' };
}

function readVariables(text: string): FieldReading {
  if (text === '') return { options: {} };
  const split = splitWords(text);
  if ('problem' in split) return split;
  const env: Record<string, string> = {};
  for (const word of split.words) {
    const equals = word.indexOf('=');
    const name = word.slice(0, Math.max(0, equals));
    if (!isVariableName(name)) return { problem: 'must be words like NAME=value' };
    env[name] = word.slice(equals + 1);
  }
  return { options: { env } };
}

/** Off says nothing: then the profile counts. */
function readSwitch(name: 'failFast' | 'failedFirst' | 'coverage'): OptionField['read'] {
  return (text) => ({ options: text === 'on' ? { [name]: true } : {} });
}
