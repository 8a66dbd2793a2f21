import { createContext, Script, type Context } from 'node:vm';

/** What one call may cost. */
export interface RegexLimits {
  /** Milliseconds of one try at a batch. Default 20: nobody notices it on a screen. */
  readonly deadlineMs?: number;
  /** The part of a text that is looked at, in characters. Default 4096: a longer one is a document, not a message. */
  readonly longest?: number;
}

const LATE = 'ERR_SCRIPT_EXECUTION_TIMEOUT';
/** On a busy machine a try's time passes while others run: further ones may follow, until the expression had its processor time. */
const MOST_TRIES = 5;

/** A regular expression took longer than it may. */
export class SlowRegexError extends Error {
  constructor() {
    super('The expression takes too long');
    this.name = 'SlowRegexError';
  }
}

const find = new Script(`texts.map((text) => {
  const found = [];
  regex.lastIndex = 0;
  for (let match; found.length < most * 2 && (match = regex.exec(text)); ) {
    found.push(match.index, match.index + match[0].length);
    if (match[0] === '') regex.lastIndex += 1;
  }
  return found;
})`);

/**
 * Runs a person's regular expression without letting it block the screen: an expression may take exponential time
 * (`(a+)+$`), and only V8's own watchdog can stop it. One call takes a batch of texts and blocks for two tries of
 * processor time at most, on a machine that is busy with others for five tries.
 */
export class GuardedRegex {
  readonly #context: Context;
  readonly #deadlineMs: number;
  readonly #longest: number;

  constructor(source: string, flags: string, { deadlineMs = 20, longest = 4096 }: RegexLimits = {}) {
    this.#deadlineMs = deadlineMs;
    this.#longest = longest;
    this.#context = createContext({ regex: new RegExp(source, `${flags}g`) });
  }

  /** For each text whether the expression matches in it. Throws `SlowRegexError`. */
  test(texts: readonly string[]): readonly boolean[] {
    return this.#run(texts, 1).map((found) => found.length > 0);
  }

  /** For each text the places of the first matches: start, end, start, end, ... Throws `SlowRegexError`. */
  places(texts: readonly string[]): readonly (readonly number[])[] {
    return this.#run(texts, 100);
  }

  #run(texts: readonly string[], most: number): readonly (readonly number[])[] {
    if (texts.length === 0) return [];
    const short = texts.map((text) => (text.length > this.#longest ? text.slice(0, this.#longest) : text));
    Object.assign(this.#context, { texts: short, most });
    const before = process.cpuUsage();
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const found = this.#inTime();
      if (found) return found;
      if (tries > 1 && processorMs(before) > 1.5 * this.#deadlineMs) break;
    }
    throw new SlowRegexError();
  }

  /** `undefined` past the deadline. */
  #inTime(): readonly (readonly number[])[] | undefined {
    try {
      return find.runInContext(this.#context, { timeout: this.#deadlineMs }) as number[][];
    } catch (error) {
      // Not an instance of this realm's Error.
      const isLate = typeof error === 'object' && error !== null && 'code' in error && error.code === LATE;
      if (isLate) return undefined;
      throw error;
    }
  }
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
