import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { TextTools } from 'devmgr/plugin-api';
import type { TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningDataFormat } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { Fields } from '../../providers/json/fields.js';
import { lookAtFile, type LocalFile } from '../adapters/upload/local-file.js';
import { checkExample } from './check-example.js';
import type { ExampleFacts, ExampleTeller } from './example.js';
import { FileStatistics } from './file-statistics.js';
import { DEEPEST, isTooDeep } from './is-too-deep.js';
import { jsonProblem } from './json-problem.js';
import { Pace } from './pace.js';
import { ProblemList } from './problem-list.js';
import { LONGEST_LINE, readLines, type FileLine } from './read-lines.js';
import { SecretWatch } from './secret-watch.js';
import { sniffFile } from './sniff-file.js';
import { TokenMeter } from './token-meter.js';

const HEAD = 4_096;

export interface FileExpectation {
  /** What lines may be; `any` among them: any JSON object. */
  readonly formats: readonly FineTuningDataFormat[];
  /** Where the format is named: `Supervised`. */
  readonly method: string;
  /** Fewer examples are refused; 0: any number is taken. */
  readonly leastExamples: number;
  readonly maxExampleTokens: number | undefined;
  /** Whether a Parquet file is taken, which is not looked into. */
  readonly takesParquet: boolean;
}

export interface CheckFileOptions {
  readonly signal: AbortSignal;
  readonly text: Pick<TextTools, 'redact' | 'redactLong' | 'countTokens'>;
  readonly onRead?: ((bytes: number) => void) | undefined;
}

export interface CheckedFile {
  readonly report: TrainingFileReport;
  /** Of examples: which line has it first. */
  readonly examples: ReadonlyMap<number, number>;
}

/** Fewer than that teach little. */
const FEW = 10;

/**
 * Reads a training file to its end, in slices of milliseconds and with the memory of a few lines. Rejects with a `DevmgrError` when it
 * cannot be read, and with the signal's reason.
 */
export async function checkTrainingFile(
  path: string,
  expected: FileExpectation,
  options: CheckFileOptions,
): Promise<CheckedFile> {
  const file = await lookAtFile(path);
  const handle = await open(path);
  try {
    return await new FileCheck(file, expected, options).run(handle);
  } finally {
    await handle.close();
  }
}

class FileCheck {
  readonly #file: LocalFile;
  readonly #expected: FileExpectation;
  readonly #options: CheckFileOptions;
  readonly #pace: Pace;
  readonly #problems = new ProblemList();
  readonly #statistics = new FileStatistics();
  readonly #tokens: TokenMeter;
  readonly #secrets: SecretWatch;
  readonly #seen = new Map<number, number>();
  #first: { readonly line: number; readonly format: FineTuningDataFormat } | undefined;
  #longest: { readonly line: number; readonly tokens: number } | undefined;
  #examples = 0;
  #duplicates = 0;
  #dosLines = 0;

  constructor(file: LocalFile, expected: FileExpectation, options: CheckFileOptions) {
    this.#file = file;
    this.#expected = expected;
    this.#options = options;
    this.#pace = new Pace(options.signal);
    this.#tokens = new TokenMeter(options.text);
    this.#secrets = new SecretWatch(options.text, (line) =>
      this.#problems.warn(
        line,
        'something in it looks like a key or a password: take it out, a provider keeps what it gets',
      ),
    );
  }

  async run(handle: FileHandle): Promise<CheckedFile> {
    const head = Buffer.alloc(Math.min(HEAD, this.#file.bytes));
    await handle.read(head, 0, head.length, 0);
    const { skip, problem, isParquet } = sniffFile(head, this.#file.name);
    if (isParquet && this.#expected.takesParquet)
      this.#problems.warn(
        undefined,
        'Parquet is taken, but devmgr does not look into it: neither examples nor tokens are known',
      );
    else if (problem !== undefined) this.#problems.error(undefined, problem);
    else await this.#readAll(handle, skip);
    return { report: this.#report(), examples: this.#seen };
  }

  async #readAll(handle: FileHandle, skip: number): Promise<void> {
    if (skip > 0)
      this.#problems.warn(
        undefined,
        'It begins with a byte-order mark, which some providers refuse: save it as UTF-8 without',
      );
    const onRead = (bytes: number) => this.#options.onRead?.(bytes);
    for await (const lines of readLines(handle, { from: skip, onRead })) {
      for (const line of lines) {
        await this.#take(line);
        if (this.#pace.isDue) await this.#pace.rest();
      }
      await this.#pace.rest();
    }
    this.#secrets.flush();
    this.#tellWhole();
  }

  async #take(line: FileLine): Promise<void> {
    const { number, text } = line;
    if (line.isDos) this.#dosLines += 1;
    if (line.bytes > LONGEST_LINE) return this.#takeLong(line);
    if (!line.isUtf8) {
      this.#examples += 1;
      return this.#problems.error(number, 'not UTF-8: save the file as UTF-8');
    }
    if (text.trim() === '') return this.#problems.warn(number, 'a blank line: remove it');
    this.#examples += 1;
    await this.#secrets.add(line);
    const example = this.#parse(text, number);
    if (!example) return;
    this.#noteDuplicate(text, number);
    await this.#count(number, this.#check(example, number));
  }

  #takeLong({ number, bytes, text }: FileLine): void {
    this.#examples += 1;
    const size = `${(bytes / 1_000_000).toFixed(1)} MB in one line`;
    if (text.includes('base64,'))
      this.#problems.warn(number, `${size}: it has images and is too long to be checked here`);
    else this.#problems.error(number, `${size}: no model takes that much in one example; divide it`);
  }

  #parse(text: string, number: number): Fields | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      this.#problems.error(number, () => jsonProblem(text, error));
      return undefined;
    }
    const example = Fields.of(value);
    if (!example) this.#problems.error(number, 'no JSON object: each line must be one, {…}');
    if (!example || !isTooDeep(value)) return example;
    this.#problems.error(number, `nested too deeply: at most ${DEEPEST} lists and objects in one another are taken`);
    return undefined;
  }

  #check(example: Fields, number: number): ExampleFacts {
    if (this.#expected.formats.includes('any')) return anyFacts(example, this.#teller(number, false));
    const facts = checkExample(example, this.#teller(number, true));
    if (facts.format) this.#checkFormat(facts.format, number);
    return facts;
  }

  #teller(line: number, isTold: boolean): ExampleTeller {
    return {
      error: (message) => isTold && this.#problems.error(line, message),
      warn: (message) => isTold && this.#problems.warn(line, message),
    };
  }

  #checkFormat(format: FineTuningDataFormat, line: number): void {
    const { formats, method } = this.#expected;
    this.#first ??= { line, format };
    if (!formats.includes(format)) {
      const wanted = formats.map((each) => WRITTEN[each]).join(' or ');
      this.#problems.error(line, `${WRITTEN[format]}, but ${method} takes ${wanted}`);
    } else if (format !== this.#first.format)
      this.#problems.error(
        line,
        `${WRITTEN[format]}, but line ${this.#first.line} is ${WRITTEN[this.#first.format]}: all must be alike`,
      );
  }

  #noteDuplicate(text: string, number: number): void {
    const key = createHash('sha1').update(text.trim()).digest().readUIntBE(0, 6);
    const before = this.#seen.get(key);
    if (before === undefined) return void this.#seen.set(key, number);
    this.#duplicates += 1;
    this.#problems.warn(number, `the same as line ${before}`);
  }

  async #count(line: number, facts: ExampleFacts): Promise<void> {
    this.#statistics.add(facts);
    const tokens = await this.#tokens.add(facts.text, facts.roles.length);
    if (tokens > (this.#longest?.tokens ?? 0)) this.#longest = { line, tokens };
    const { maxExampleTokens } = this.#expected;
    if (maxExampleTokens !== undefined && tokens > maxExampleTokens)
      this.#problems.warn(line, `about ${tokens} tokens: what is beyond ${maxExampleTokens} is cut off`);
  }

  #tellWhole(): void {
    const { leastExamples } = this.#expected;
    const problems = this.#problems;
    if (this.#examples === 0) problems.error(undefined, 'no example in it');
    else if (this.#examples < leastExamples)
      problems.error(undefined, `${counted(this.#examples, 'example')}: at least ${leastExamples} are needed`);
    else if (this.#examples < FEW)
      problems.warn(undefined, `only ${counted(this.#examples, 'example')}: that teaches little`);
    if (this.#dosLines > 0) {
      const ends = this.#dosLines === 1 ? 'line ends' : 'lines end';
      problems.warn(undefined, `${this.#dosLines} ${ends} as on Windows (CRLF): some providers refuse that`);
    }
    this.#statistics.tell(problems);
  }

  #report(): TrainingFileReport {
    const isAny = this.#expected.formats.includes('any');
    return {
      path: this.#file.path,
      bytes: this.#file.bytes,
      examples: this.#examples,
      format: isAny ? 'any' : this.#first?.format,
      problems: this.#problems.all(),
      problemCount: this.#problems.count,
      duplicates: this.#duplicates,
      tokens: this.#tokens.total,
      longestExample: this.#longest,
      messagesByRole: this.#statistics.messagesByRole,
    };
  }
}

const WRITTEN: Readonly<Record<FineTuningDataFormat, string>> = {
  chat: 'messages',
  'prompt-completion': 'prompt and completion',
  text: 'text',
  preference: 'preferred_output and non_preferred_output',
  any: 'any object',
};

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Of what a command takes nothing is known: the known formats are recognised for the count of tokens only. */
function anyFacts(example: Fields, silent: ExampleTeller): ExampleFacts {
  const facts = checkExample(example, silent);
  return facts.format ? facts : { ...facts, text: JSON.stringify(example.members()) };
}
