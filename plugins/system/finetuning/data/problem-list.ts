import type { TrainingFileProblem } from 'devmgr/plugin-api/contracts/finetuning';

/** So many are kept; all are counted. */
const MOST = 1_000;

/** What is wrong with a file, errors and warnings, in the order of its lines. */
export class ProblemList {
  readonly #errors: TrainingFileProblem[] = [];
  readonly #warnings: TrainingFileProblem[] = [];
  #errorCount = 0;
  #warningCount = 0;

  get count(): { readonly errors: number; readonly warnings: number } {
    return { errors: this.#errorCount, warnings: this.#warningCount };
  }

  /** A function where finding the words takes time: it is called for what is kept. */
  error(line: number | undefined, message: string | (() => string)): void {
    this.#errorCount += 1;
    if (this.#errors.length >= MOST) return;
    this.#errors.push({ line, severity: 'error', message: typeof message === 'string' ? message : message() });
  }

  warn(line: number | undefined, message: string): void {
    this.#warningCount += 1;
    if (this.#warnings.length < MOST) this.#warnings.push({ line, severity: 'warning', message });
  }

  /** Errors keep out warnings where there is no room for both. Those of the whole file come first. */
  all(): readonly TrainingFileProblem[] {
    const kept = [...this.#errors, ...this.#warnings.slice(0, MOST - this.#errors.length)];
    return kept.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}
