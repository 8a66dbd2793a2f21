import { DevmgrError, type CliContribution, type FlagSpec } from 'devmgr/plugin-api';
import type { Argv, Options } from 'yargs';
import { workingFolder } from '../config/working-folder.js';
import { explainRefusal, noWord } from './usage/explain-refusal.js';
import { WordUsage } from './usage/word-usage.js';

/** A headless word as the person wrote it. */
export interface ParsedWord {
  readonly name: string;
  readonly args: readonly string[];
  readonly rest: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly project: string | undefined;
}

/** What the command line asks for: a word to run, or a text (help, completion) to print. */
export type Parsed =
  { readonly kind: 'word'; readonly word: ParsedWord } | { readonly kind: 'text'; readonly text: string };

/** Flags of every word. */
const GLOBAL_FLAGS: readonly FlagSpec[] = [
  { name: 'project', type: 'string', summary: 'Folder of the project (default: the one around here)' },
  { name: 'json', type: 'boolean', summary: 'Print JSON on stdout and nothing else there' },
  { name: 'verbose', type: 'boolean', summary: 'Show stack traces of failures' },
];

/** In the place of a lone `-`, which yargs 18 leaves out of arguments; no argument of a process can have the character NUL. */
const dash = '\0-';

/** Parses the words after `devmgr`. yargs is loaded here, so only headless runs pay for it. Throws `DEVMGR_USAGE`. */
export async function parseWords(
  argv: readonly string[],
  words: readonly CliContribution[],
  version: string,
  columns: number,
): Promise<Parsed> {
  // Before yargs, which asks for it while it is loaded.
  const folder = workingFolder();
  const { yargs } = await import('./yargs.js');
  let begun: CliContribution | undefined;
  let found: ParsedWord | undefined;
  const parser = yargs([], folder)
    .scriptName('devmgr')
    .usage('devmgr [dir]            open the screen on a project\ndevmgr <word> [options]  run one thing without it')
    .parserConfiguration({
      'populate--': true,
      'camel-case-expansion': false,
      'dot-notation': false,
      'boolean-negation': false,
    })
    // The sentences of devmgr are English, and what yargs says is read in `explainRefusal`.
    .locale('en')
    .options(Object.fromEntries(GLOBAL_FLAGS.map((flag) => [flag.name, toOption(flag)])))
    .version(version)
    .help()
    .wrap(Math.min(columns, 110))
    .demandCommand(1)
    .strict()
    .exitProcess(false);
  for (const word of words) {
    addWord(parser, word, { onBegin: () => (begun = word), onFound: (parsed) => (found = parsed) });
  }
  const refusal = (said: string) =>
    explainRefusal(said.replaceAll(dash, '-'), { argv, word: begun, words, common: GLOBAL_FLAGS });
  const text = await parseQuietly(parser, argv, refusal);
  if (found) return { kind: 'word', word: found };
  // All that was given stands behind `--`.
  if (text === '') throw noWord();
  return { kind: 'text', text };
}

/** `refusal` makes an error of what yargs says; what was thrown on the way is passed on as it is. */
function parseQuietly(parser: Argv, argv: readonly string[], refusal: (said: string) => Error): Promise<string> {
  return new Promise((resolve, reject) => {
    const given = argv.map((each) => (each === '-' ? dash : each));
    void parser.parse(given, {}, (error: Error | undefined | null, _parsed: unknown, output: string) => {
      if (error) reject(DevmgrError.isInstance(error) ? error : refusal(error.message));
      else resolve(output === '' ? '' : `${output}\n`);
    });
  });
}

interface WordEvents {
  /** The word was recognised; its arguments may still be wrong. */
  onBegin(): void;
  onFound(parsed: ParsedWord): void;
}

function addWord(parser: Argv, word: CliContribution, { onBegin, onFound }: WordEvents): void {
  const positionals = (word.arguments ?? []).map(({ name, required, variadic }) => {
    const inner = variadic ? `${name}..` : name;
    return required ? `<${inner}>` : `[${inner}]`;
  });
  parser.command(
    [word.name, ...positionals].join(' '),
    word.summary,
    (sub) => {
      onBegin();
      return describeWord(sub, word);
    },
    (parsed) => onFound(toWord(word, parsed)),
  );
}

function describeWord(sub: Argv, word: CliContribution): Argv {
  for (const { name, summary, choices } of word.arguments ?? []) {
    sub.positional(name, { describe: summary, type: 'string', ...(choices && { choices: [...choices] }) });
  }
  for (const flag of word.flags ?? []) sub.option(flag.name, toOption(flag));
  for (const example of word.examples ?? []) sub.example(example, '');
  return sub;
}

function toOption(flag: FlagSpec): Options {
  const isCounted = flag.type === 'boolean' && flag.repeatable === true;
  return {
    ...(isCounted ? { count: true } : { type: flag.type }),
    describe: flag.summary,
    ...(flag.short !== undefined && { alias: flag.short }),
    ...(flag.type !== 'boolean' && { requiresArg: true }),
    ...('default' in flag && { default: flag.default }),
    ...('choices' in flag && { choices: [...flag.choices] }),
  };
}

function toWord(word: CliContribution, parsed: Record<string, unknown>): ParsedWord {
  const usage = new WordUsage(word, GLOBAL_FLAGS);
  const valueOf = (flag: FlagSpec) => flagValue(usage, flag, parsed[flag.name]);
  const [project, json, verbose] = GLOBAL_FLAGS.map(valueOf);
  return {
    name: word.name,
    args: (word.arguments ?? []).flatMap(({ name }) => parsed[name] ?? []).map(readArgument),
    rest: ((parsed['--'] as unknown[] | undefined) ?? []).map(readArgument),
    flags: Object.fromEntries((word.flags ?? []).map((flag) => [flag.name, valueOf(flag)])),
    json: json === true,
    verbose: verbose === true,
    project: project as string | undefined,
  };
}

/**
 * yargs lets every flag be given twice (an array) and a text where a number belongs (NaN). A switch given twice is on; a repeatable
 * flag is always an array, or a number where it has no value.
 */
function flagValue(usage: WordUsage, flag: FlagSpec, value: unknown): unknown {
  const { name, type } = flag;
  if (type === 'string' && flag.repeatable) return value === undefined ? [] : [value].flat().map(readArgument);
  if (type === 'boolean' && flag.repeatable) return value === 0 ? undefined : value;
  if (Array.isArray(value) && type !== 'boolean') throw usage.givenTwice(name);
  if (type === 'number' && Number.isNaN(value)) throw usage.needsNumber(name);
  if (type === 'string' && value === dash) return '-';
  return Array.isArray(value) ? value.at(-1) : value;
}

function readArgument(value: unknown): string {
  return value === dash ? '-' : String(value);
}
