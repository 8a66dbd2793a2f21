import { DevmgrError, ExitCode, type CliContribution, type FlagSpec } from 'devmgr/plugin-api';
import type { Argv, Options } from 'yargs';
import { workingFolder } from '../config/working-folder.js';

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

const GLOBAL_FLAGS: Readonly<Record<string, Options>> = {
  project: { type: 'string', describe: 'Folder of the project (default: the one around here)', requiresArg: true },
  json: { type: 'boolean', describe: 'Print JSON on stdout and nothing else there' },
  verbose: { type: 'boolean', describe: 'Show stack traces of failures' },
};

/** Parses the words after `devmgr`. yargs is loaded here, so only headless runs pay for it. Throws `DEVMGR_USAGE`. */
export async function parseWords(
  argv: readonly string[],
  words: readonly CliContribution[],
  version: string,
  columns: number,
): Promise<Parsed> {
  const { default: yargs } = await import('yargs');
  let found: ParsedWord | undefined;
  const parser = yargs([], workingFolder())
    .scriptName('devmgr')
    .usage('devmgr [dir]            open the screen on a project\ndevmgr <word> [options]  run one thing without it')
    .parserConfiguration({
      'populate--': true,
      'camel-case-expansion': false,
      'dot-notation': false,
    })
    .options(GLOBAL_FLAGS)
    .version(version)
    .help()
    .wrap(Math.min(columns, 110))
    .demandCommand(1)
    .strict()
    .recommendCommands()
    .exitProcess(false);
  for (const word of words) addWord(parser, word, (parsed) => (found = parsed));
  const text = await parseQuietly(parser, argv);
  if (found) return { kind: 'word', word: found };
  // All that was given stands behind `--`.
  if (text === '') throw usage('No word was given');
  return { kind: 'text', text };
}

function parseQuietly(parser: Argv, argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    void parser.parse([...argv], {}, (error: Error | undefined | null, _parsed: unknown, output: string) => {
      if (error) reject(usage(error.message));
      else resolve(output === '' ? '' : `${output}\n`);
    });
  });
}

function addWord(parser: Argv, word: CliContribution, onFound: (parsed: ParsedWord) => void): void {
  const positionals = (word.arguments ?? []).map(({ name, required, variadic }) => {
    const inner = variadic ? `${name}..` : name;
    return required ? `<${inner}>` : `[${inner}]`;
  });
  parser.command(
    [word.name, ...positionals].join(' '),
    word.summary,
    (sub) => describeWord(sub, word),
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
  return {
    type: flag.type,
    describe: flag.summary,
    ...(flag.short !== undefined && { alias: flag.short }),
    ...(flag.type !== 'boolean' && { requiresArg: true }),
    ...('default' in flag && { default: flag.default }),
    ...('choices' in flag && { choices: [...flag.choices] }),
  };
}

function toWord(word: CliContribution, parsed: Record<string, unknown>): ParsedWord {
  const args = (word.arguments ?? []).flatMap(({ name }) => parsed[name] ?? []).map(String);
  const flags = Object.fromEntries(
    (word.flags ?? []).map(({ name, type }) => [name, flagValue(name, type, parsed[name])]),
  );
  return {
    name: word.name,
    args,
    rest: ((parsed['--'] as unknown[] | undefined) ?? []).map(String),
    flags,
    json: flagValue('json', 'boolean', parsed['json']) === true,
    verbose: flagValue('verbose', 'boolean', parsed['verbose']) === true,
    project: flagValue('project', 'string', parsed['project']) as string | undefined,
  };
}

/** yargs lets a flag be given twice (an array) and a text where a number belongs (NaN). A switch given twice is on. */
function flagValue(name: string, type: FlagSpec['type'], value: unknown): unknown {
  if (Array.isArray(value) && type !== 'boolean') throw usage(`--${name} was given more than once`);
  if (type === 'number' && Number.isNaN(value)) throw usage(`--${name} needs a number`);
  return Array.isArray(value) ? value.at(-1) : value;
}

/** yargs spreads what it says over lines: a headline, and one line for each argument. */
function usage(message: string): DevmgrError {
  const lines = message.split('\n').map((line) => line.trim());
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: lines.filter((line) => line !== '').join(' '),
    hint: 'Run `devmgr --help`, or `devmgr <word> --help`.',
    exitCode: ExitCode.usage,
  });
}
