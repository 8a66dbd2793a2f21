import type { DiffHunk, DiffLine, TextSpan } from 'devmgr/plugin-api';
import { canHighlight } from '../../highlight/can-highlight.js';
import { highlightLines } from '../../highlight/highlight-lines.js';
import { lineBeginning } from '../code/line-beginning.js';

type Colours = readonly (readonly TextSpan[])[];

/** One side of a hunk, before or after, and which of the hunk's lines stand in it. */
interface Side {
  readonly text: string;
  readonly lines: Colours | undefined;
}

/**
 * The lines of a hunk in the colours of their language. What was and what will be are coloured apart: each is code, both together are
 * none.
 */
export class HunkColours {
  readonly #hunk: DiffHunk;
  readonly #language: string | undefined;
  readonly #changed: () => void;
  /** Of each line its place in its side. */
  readonly #places: readonly number[];
  #before: Side;
  #after: Side;

  /** `changed` is called when better colours are there. */
  constructor(hunk: DiffHunk, language: string | undefined, changed: () => void) {
    this.#hunk = hunk;
    this.#language = language;
    this.#changed = changed;
    const counts = { before: 0, after: 0 };
    this.#places = hunk.lines.map(({ kind }) => {
      if (kind === 'removed') return counts.before++;
      if (kind === 'context') counts.before++;
      return counts.after++;
    });
    this.#before = this.#sideOf('added');
    this.#after = this.#sideOf('removed');
    this.#colour();
  }

  /** A line of the hunk by its place in it. */
  line(at: number): readonly TextSpan[] {
    const line = this.#hunk.lines[at];
    if (!line) return [];
    const side = line.kind === 'removed' ? this.#before : this.#after;
    const spans = side.lines?.[this.#places[at] ?? -1] ?? [{ text: line.text }];
    return lineBeginning(spans);
  }

  #sideOf(without: DiffLine['kind']): Side {
    const lines = this.#hunk.lines.filter(({ kind }) => kind !== without);
    return { text: lines.map(({ text }) => text).join('\n'), lines: undefined };
  }

  #colour(): void {
    this.#before = this.#coloured(this.#before, 'removed');
    this.#after = this.#coloured(this.#after, 'added');
  }

  #coloured(side: Side, own: DiffLine['kind']): Side {
    // Lines that are the same on both sides are shown as they will be.
    const isShown = own === 'added' || this.#hunk.lines.some(({ kind }) => kind === own);
    if (!isShown || !canHighlight(side.text.length, this.#language)) return side;
    const again = () => {
      this.#colour();
      this.#changed();
    };
    return { text: side.text, lines: highlightLines(side.text, this.#language, again) };
  }
}
