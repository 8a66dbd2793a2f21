import type { CliInvocation } from 'devmgr/plugin-api';
import { usageError } from './usage-error.js';

/** What `devmgr gen` is called for. */
export type GenMode = 'generate' | 'undo' | 'history' | 'history-of-one' | 'export';

const given = {
  boolean: ['no-context', 'show-prompt', 'diff', 'save', 'test', 'in-place', 'save-anyway', 'allow-protected'],
  string: ['file', 'provider', 'model', 'id', 'changed'],
  strings: ['attach', 'bake-off'],
  number: ['rounds'],
} as const;

/** Flags that mean something, beside the one that names the mode. */
const meant: Readonly<Record<Exclude<GenMode, 'generate'>, readonly string[]>> = {
  undo: ['id', 'changed'],
  history: [],
  'history-of-one': ['id', 'diff', 'save', 'save-anyway', 'allow-protected'],
  export: [],
};

const hints: Readonly<Record<Exclude<GenMode, 'generate'>, string>> = {
  undo: 'A save is taken back with all its files: devmgr gen --undo, or --undo --id ID for another than the last.',
  history: 'devmgr gen --history WORDS looks for words; --history --id ID prints one, with --save saves it.',
  'history-of-one': 'devmgr gen --history --id ID prints one; with --diff as a diff, with --save it is saved.',
  export: 'Give it alone: devmgr gen --export examples.jsonl',
};

/** Throws a usage error where more than one thing is wanted, and for words and flags that would be of no effect: somebody meant something with them. */
export function genMode({ flags, args, rest }: Pick<CliInvocation, 'flags' | 'args' | 'rest'>): GenMode {
  const isHistory = flags.boolean('history');
  const isExport = flags.string('export') !== undefined;
  if ([flags.boolean('undo'), isHistory, isExport].filter(Boolean).length > 1)
    throw usageError('--undo, --history and --export are three things', 'Give one of them');
  const id = flags.string('id');
  const history: GenMode = id === undefined ? 'history' : 'history-of-one';
  const mode: GenMode = flags.boolean('undo') ? 'undo' : isHistory ? history : isExport ? 'export' : 'generate';
  if (mode !== 'generate') {
    const name = mode === 'history-of-one' ? '--history --id' : `--${mode}`;
    const flag = givenFlags(flags).find((each) => !meant[mode].includes(each));
    if (flag !== undefined) throw usageError(`--${flag} is of no use with ${name}`, hints[mode]);
    const words = [...args, ...rest];
    if (words.length > 0 && mode !== 'history') throw usageError(`A prompt is of no use with ${name}`, hints[mode]);
  } else if (id !== undefined) {
    throw usageError('--id says which save or generation is meant', 'Give it with --undo or with --history.');
  } else if (flags.string('changed') !== undefined) {
    throw usageError('--changed says what is done with files when a save is taken back', 'Give it with --undo.');
  }
  return mode;
}

function givenFlags(flags: CliInvocation['flags']): readonly string[] {
  return [
    ...given.string.filter((name) => flags.string(name) !== undefined),
    ...given.strings.filter((name) => flags.strings(name).length > 0),
    ...given.number.filter((name) => flags.number(name) !== undefined),
    ...given.boolean.filter((name) => flags.boolean(name)),
  ];
}
