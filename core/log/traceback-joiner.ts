/** What a line is to the entry before it. `pending`: a blank line that counts only if the next one belongs too. */
export type LineRole = 'alone' | 'head' | 'part' | 'pending';

/** A line that comes later than this after the one before does not belong to it: a traceback is written at once. */
export const JOIN_WITHIN_MS = 1000;

const HEAD_TEXT = 'Traceback (most recent call last):';
/** `Traceback (most recent call last):`, of a group `  + Exception Group Traceback (most recent call last):`. */
const HEAD = /^(\s*)(\+ )?(?:Exception Group )?Traceback \(most recent call last\):$/;
/** `Current thread 0x… (most recent call first):` of faulthandler. */
const FAULT_HEAD = /^(?:Fatal Python error: |(?:Current thread|Thread) 0x.*\(most recent call first\):$)/;
/** Between chained exceptions, as `traceback.py` and IPython write it. */
const CHAIN =
  /^\s*(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
const GROUP_LINE = /^\s+[|+]/;
/** Lines that SQLAlchemy adds to the exception's message. */
const SQLALCHEMY = /^(?:\[SQL: |\[parameters: |\(Background on this error at: )/;
/** pydantic: `ValidationError: 2 validation errors for Order`, then a line with the place of each, and more indented. */
const PYDANTIC = /\b(\d{1,4}) validation errors? for /;
/** Further lines of an exception's message that are taken at the margin. */
const MOST_MARGIN_LINES = 20;
/** Dates, times, rules and JSON: what loggers and reports begin their lines with, not a message its further ones. */
const OF_ITS_OWN = /^(?:\[?\d{4}-\d\d-\d\d|\[?\d\d:\d\d|([-=_*#~!])\1\1|\{.*\}$)/;

/**
 * Tells of each line of one stream whether it goes on a Python traceback: frames, exception line, chained exceptions,
 * exception groups, and further lines of messages: those of pydantic and SQLAlchemy, and whatever came at the same
 * moment as the exception line and does not look like a line of its own.
 * The formats are those of CPython's `traceback` module (3.8 to 3.14).
 */
export class TracebackJoiner {
  #mode: 'none' | 'frames' | 'group' | 'after' | 'sql' | 'fault' = 'none';
  /** Of the head: what is not indented deeper is the exception line. */
  #indent = 0;
  /** Lines of pydantic's message that are still expected at the margin. */
  #places = 0;
  /** Lines at the margin that may still belong to the message. */
  #margin = 0;
  #lastAt = -Infinity;

  /** Whether further lines are expected: the exception line at least. */
  isOpen(): boolean {
    return this.#mode === 'frames' || this.#mode === 'group' || this.#mode === 'sql';
  }

  /**
   * `isRecord`: the line is the beginning of a log record of its own; `hasLevel`: it names a level at least.
   * `at` in milliseconds, the same for all lines of one write.
   */
  accept(line: string, isRecord: boolean, at: number, hasLevel = isRecord): LineRole {
    if (at - this.#lastAt > JOIN_WITHIN_MS) this.#mode = 'none';
    if (at !== this.#lastAt || hasLevel) this.#margin = 0;
    this.#lastAt = at;
    if (isRecord) return this.#record(line);
    const head = HEAD.exec(line);
    if (head) return this.#begin(head[2] ? 'group' : 'frames', head[1]?.length ?? 0);
    if (FAULT_HEAD.test(line)) return this.#begin('fault', 0);
    if (this.#mode === 'none') return 'alone';
    if (line.trim() === '') return this.#blank();
    if (this.#goesOn(line)) return 'part';
    this.#mode = 'none';
    return 'alone';
  }

  /** What comes after it at the margin is no part of the message any more. */
  #blank(): LineRole {
    this.#margin = 0;
    return 'pending';
  }

  /** Of another thread between two frames it stands alone and the frames go on; it may begin a traceback itself. */
  #record(line: string): LineRole {
    if (line.endsWith(HEAD_TEXT)) [this.#mode, this.#indent] = ['frames', 0];
    else if (this.#mode !== 'frames' && this.#mode !== 'group') this.#mode = 'none';
    return 'alone';
  }

  /** A head within something open (after a chain sentence, between the parts of a fault) is a part of it. */
  #begin(mode: 'frames' | 'group' | 'fault', indent: number): LineRole {
    const role = this.#mode === 'frames' || this.#mode === 'fault' ? 'part' : 'head';
    [this.#mode, this.#indent] = [mode, indent];
    return role;
  }

  #goesOn(line: string): boolean {
    if (CHAIN.test(line)) return this.#chain();
    const isIndented = line.search(/\S/) > this.#indent;
    switch (this.#mode) {
      case 'frames':
        return isIndented || this.#exceptionLine(line);
      case 'group':
        return GROUP_LINE.test(line);
      case 'sql':
        if (line.endsWith(']')) this.#mode = 'after';
        return true;
      case 'after':
        return isIndented || this.#messageGoesOn(line);
      case 'fault':
        return isIndented;
      default:
        return false;
    }
  }

  /** The next head goes on with what is open. */
  #chain(): boolean {
    this.#mode = 'frames';
    return true;
  }

  #exceptionLine(line: string): boolean {
    this.#mode = 'after';
    this.#places = Number(PYDANTIC.exec(line)?.[1] ?? 0);
    this.#margin = MOST_MARGIN_LINES;
    return true;
  }

  #messageGoesOn(line: string): boolean {
    if (SQLALCHEMY.test(line)) {
      if (line.startsWith('[SQL: ') && !line.endsWith(']')) this.#mode = 'sql';
      return true;
    }
    this.#places -= 1;
    this.#margin -= 1;
    return this.#places >= 0 || (this.#margin >= 0 && !OF_ITS_OWN.test(line));
  }
}
