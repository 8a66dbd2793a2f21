import { MOST_CHARACTERS } from './can-highlight.js';
import type { ColourRuns } from './colour-runs.js';
import { ColouredTexts } from './coloured-texts.js';
import { adoptColours, commonLines } from './adopt-colours.js';
import { runsToLines, type SpanLine } from './runs-to-lines.js';

export interface HighlighterParts {
  /** Colours a text off the main thread. Rejects when it cannot: the text stays as it is. */
  colour(text: string, language: string): Promise<ColourRuns>;
}

interface Job {
  readonly text: string;
  readonly language: string;
  readonly plain: readonly string[];
  readonly listeners: Set<() => void>;
}

const SLICE_MS = 4;

/** Colours by text and language: those that are known at once, the others one text at a time, the newest first. */
export class Highlighter {
  readonly #parts: HighlighterParts;
  readonly #known = new Map<string, ColouredTexts>();
  #waiting: Job[] = [];
  #running: Job | undefined;

  constructor(parts: HighlighterParts) {
    this.#parts = parts;
  }

  /** `language` is a grammar's own name. See `highlightLines`. */
  lines(text: string, language: string | undefined, onReady: () => void): readonly SpanLine[] {
    if (language === undefined || text.length > MOST_CHARACTERS || text.trim() === '')
      return plainLines(text.split('\n'));
    const texts = this.#textsOf(language);
    const known = texts.get(text);
    if (known) return known.lines;
    const plain = text.split('\n');
    this.#ask({ text, language, plain, listeners: new Set([onReady]) });
    const earlier = texts.earlierVersion(plain);
    return earlier ? adoptColours(earlier, plain) : plainLines(plain);
  }

  #ask(job: Job): void {
    const same = [this.#running, ...this.#waiting].find(
      (other) => other?.language === job.language && other.text === job.text,
    );
    if (same) return void job.listeners.forEach((listener) => same.listeners.add(listener));
    for (const old of this.#waiting.filter((other) => isOlder(other, job))) {
      old.listeners.forEach((listener) => job.listeners.add(listener));
      this.#waiting = this.#waiting.filter((other) => other !== old);
    }
    this.#waiting.push(job);
    if (!this.#running) this.#next();
  }

  #next(): void {
    const job = (this.#running = this.#waiting.pop());
    if (!job) return;
    void this.#colour(job).then((lines) => {
      this.#textsOf(job.language).set(job.text, { plain: job.plain, lines });
      this.#next();
      for (const listener of job.listeners) listener();
    });
  }

  /** Without colours it can be read as well, and asking again would fail again. */
  #colour({ text, language, plain }: Job): Promise<readonly SpanLine[]> {
    const coloured = this.#parts.colour(text, language).then((runs) => inSlices(runsToLines(text, runs)));
    return coloured.catch(() => plainLines(plain));
  }

  #textsOf(language: string): ColouredTexts {
    const texts = this.#known.get(language) ?? new ColouredTexts();
    this.#known.set(language, texts);
    return texts;
  }
}

/** Whether a waiting job is for an earlier version of a job's text: nobody needs it any more. */
function isOlder(old: Job, job: Job): boolean {
  if (old.language !== job.language) return false;
  const { head, tail } = commonLines(old.plain, job.plain);
  return head + tail >= Math.max(1, old.plain.length - 1);
}

function plainLines(lines: readonly string[]): readonly SpanLine[] {
  return lines.map((text) => (text ? [{ text }] : []));
}

async function inSlices<Result>(steps: Iterator<void, Result>): Promise<Result> {
  for (let end = performance.now() + SLICE_MS; ;) {
    const state = steps.next();
    if (state.done) return state.value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setImmediate(resolve));
    end = performance.now() + SLICE_MS;
  }
}
