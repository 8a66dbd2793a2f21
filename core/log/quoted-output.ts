import { JOIN_WITHIN_MS } from './traceback-joiner.js';

/** `---- Captured log call ----`: what a failed test has said, quoted in pytest's report. */
const CAPTURED = /^-{3,} ?Captured (?:log|stdout|stderr) \w+ ?-{3,}$/;
/** `==== FAILURES ====`, `____ test_orders ____`, `!!!! Interrupted !!!!`: the next part of the report. */
const NEXT_PART = /^(?:===|___|!!!)/;
/** Of an assertion or exception that pytest shows: `E   assert 1 == 2`. */
const EXPLANATION = 'E   ';
const SIGNS = '-=_!';

/**
 * Tells of each line of one stream whether pytest's report quotes it. The test that failed is an error; the error
 * records that it caught on its way, often on purpose, are none once more.
 */
export class QuotedOutput {
  #isCaptured = false;
  #lastAt = -Infinity;

  /** `at` in milliseconds. */
  accept(line: string, at: number): boolean {
    if (!this.#isCaptured && !line.startsWith('---')) return line.startsWith(EXPLANATION);
    // A report is written at once: a section that nothing ended must not swallow the next run.
    if (at - this.#lastAt > JOIN_WITHIN_MS) this.#isCaptured = false;
    this.#lastAt = at;
    if (SIGNS.includes(line.charAt(0)) && line !== '') this.#rule(line);
    return this.#isCaptured || line.startsWith(EXPLANATION);
  }

  #rule(line: string): void {
    if (CAPTURED.test(line)) this.#isCaptured = true;
    else if (NEXT_PART.test(line) && line.includes(' ') && line.endsWith(line.slice(0, 3))) this.#isCaptured = false;
  }
}
