import type { DiffHunk, DiffLine, TextSpan } from 'devmgr/plugin-api';
import { canHighlight } from '../../highlight/can-highlight.js';
import { highlightLines } from '../../highlight/highlight-lines.js';
import { lineBeginning } from '../code/line-beginning.js';

/** Of one side, in UTF-16 code units: what a first frame can afford to hand over. Longer ones stay as they are. */
const MOST = 100_000;

/**
 * The lines of a hunk in the colours of their language. What was and what will be are coloured apart: each is code, both together are
 * none. Lines that are the same on both sides are shown as they will be.
 */
export class HunkColours {
  readonly #lines: readonly DiffLine[];
  /** Of each line its place in its side. */
  readonly #places: readonly number[];
  readonly #before: Side;
  readonly #after: Side;

  /** `changed` is called when better colours are there. */
  constructor({ lines }: Pick<DiffHunk, 'lines'>, language: string | undefined, changed: () => void) {
    const counts = { before: 0, after: 0 };
    this.#lines = lines;
    this.#places = lines.map(({ kind }) => {
      if (kind === 'removed') return counts.before++;
      if (kind === 'context') counts.before++;
      return counts.after++;
    });
    const sideWithout = (without: DiffLine['kind']) => {
      const others = lines.filter(({ kind }) => kind !== without);
      return new Side(others, language, changed);
    };
    const hasRemoved = lines.some(({ kind }) => kind === 'removed');
    this.#before = hasRemoved ? sideWithout('added') : new Side([], language, changed);
    this.#after = sideWithout('removed');
  }

  /** A line of the hunk by its place in it. */
  line(at: number): readonly TextSpan[] {
    const line = this.#lines[at];
    if (!line) return [];
    const side = line.kind === 'removed' ? this.#before : this.#after;
    return lineBeginning(side.line(this.#places[at] ?? -1) ?? [{ text: line.text }]);
  }
}

/** Lines that follow each other on one side of a change. */
class Side {
  readonly #text: string;
  readonly #language: string | undefined;
  readonly #changed: () => void;
  #coloured: readonly (readonly TextSpan[])[] | undefined;

  constructor(lines: readonly DiffLine[], language: string | undefined, changed: () => void) {
    const length = lines.reduce((sum, { text }) => sum + text.length + 1, 0);
    const canColour = length <= MOST && canHighlight(length, language);
    this.#text = canColour ? lines.map(({ text }) => text).join('\n') : '';
    this.#language = language;
    this.#changed = changed;
    if (canColour && lines.length > 0) this.#colour();
  }

  /** `undefined`: it has no colours. */
  line(place: number): readonly TextSpan[] | undefined {
    return this.#coloured?.[place];
  }

  #colour(): void {
    this.#coloured = highlightLines(this.#text, this.#language, () => {
      this.#colour();
      this.#changed();
    });
  }
}
