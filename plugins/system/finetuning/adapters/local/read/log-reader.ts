import type { TrainingNews } from '../protocol/training-news.js';
import type { LinePatterns } from '../recipes/local-recipe.js';
import { readBar, readPairs } from './line-patterns.js';
import { OwnPatterns } from './own-patterns.js';
import { TableReader } from './table-reader.js';

/** What is longer says nothing of progress: tensors, for example. */
const LONGEST_LINE = 2_000;

/** Reads progress and loss from the lines that a training prints. */
export class LogReader {
  readonly #own: OwnPatterns;
  readonly #table = new TableReader();
  /** Steps of the bar that counts: there are others, for the tokenizer and for loading, and those end. */
  #totals: number | undefined;
  /** Of the last bar with a loss in it: a step is drawn many times. */
  #barStep: number | undefined;

  constructor(patterns: LinePatterns) {
    this.#own = new OwnPatterns(patterns);
  }

  next(line: string): readonly TrainingNews[] {
    const text = line.slice(0, LONGEST_LINE);
    const own = this.#own.next(text);
    const usual = this.#usual(text).filter(({ type }) => !this.#own.has(type === 'metric' ? 'loss' : 'progress'));
    return [...own, ...usual];
  }

  #usual(text: string): readonly TrainingNews[] {
    const bar = readBar(text);
    if (bar?.type === 'progress') {
      const { step, totalSteps } = bar.progress;
      return this.#isOfTraining(text, totalSteps) ? [bar, ...this.#measuredIn(text, step)] : [];
    }
    const rows = this.#table.next(text);
    return rows.length > 0 ? rows : readPairs(text);
  }

  /** What stands behind a bar, as tqdm's `set_postfix` writes it: `[00:01<00:02, 3.1it/s, loss=1.23]`. */
  #measuredIn(text: string, step: number | undefined): readonly TrainingNews[] {
    const measured = readPairs(text.slice(text.lastIndexOf('[') + 1));
    const found = measured.find((news) => news.type === 'metric');
    if (found?.type !== 'metric' || step === undefined || step === this.#barStep) return [];
    this.#barStep = step;
    return [{ ...found, metric: { ...found.metric, step } }];
  }

  /** The bar of the Trainer has no words before it. */
  #isOfTraining(text: string, totalSteps: number | undefined): boolean {
    if (/[\p{L}]/u.test(text.slice(0, text.indexOf('%|'))))
      return this.#totals === undefined && /train|step|epoch/i.test(text);
    this.#totals = totalSteps;
    return true;
  }
}

/** A bar is drawn anew many times a second: it is read, and not kept. */
export function isBarLine(line: string): boolean {
  return line.length <= LONGEST_LINE && readBar(line) !== undefined;
}
