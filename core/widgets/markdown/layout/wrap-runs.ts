import { codePointWidth } from '../../../screen/text/code-point-width.js';
import { textWidth } from '../../../screen/text/text-width.js';
import type { Line, Run } from './line.js';

/** Pieces without a blank between them, and the blanks before them. */
interface Word {
  readonly blanks: Run | undefined;
  readonly pieces: Run[];
  width: number;
}

/**
 * Breaks clean runs into lines of at most `cells`: at newlines, then at blanks, and inside a word only when it alone is
 * too long. The blanks at a break are dropped.
 */
export function wrapRuns(runs: readonly Run[], cells: number): Line[] {
  const room = Math.max(2, cells);
  return paragraphs(runs).flatMap((paragraph) => {
    if (runsWidth(paragraph) <= room) return [{ runs: paragraph, furniture: 0, joint: '\n' as const }];
    return new Wrapping(room).wrap(wordsOf(paragraph));
  });
}

/** Width in cells. */
export function runsWidth(runs: readonly Run[]): number {
  let width = 0;
  for (const run of runs) width += textWidth(run.text);
  return width;
}

class Wrapping {
  readonly #room: number;
  readonly #lines: Line[] = [];
  #runs: Run[] = [];
  #width = 0;

  constructor(room: number) {
    this.#room = room;
  }

  wrap(words: readonly Word[]): Line[] {
    for (const word of words) this.#place(word);
    return this.end();
  }

  #place({ blanks, pieces, width }: Word): void {
    const gap = blanks && (this.#width > 0 || this.#lines.length === 0) ? blanks.text.length : 0;
    const fits = this.#width + gap + width <= this.#room;
    // What does not fit on any line begins on this one, if there is some room left.
    const isTooLong = width > this.#room && this.#width + gap + 2 <= this.#room;
    if (!fits && !isTooLong && this.#width > 0) this.#break(' ');
    else if (blanks && gap > 0) this.#fill(blanks);
    for (const piece of pieces) this.#fill(piece);
  }

  /** Adds a run, breaking wherever the line is full. */
  #fill(run: Run): void {
    for (let from = 0; ;) {
      const room = this.#room - this.#width;
      // More than the line takes is not looked at: a cell has eight units at most, with the marks that take none.
      const isRest = run.text.length - from <= 8 * room + 8;
      const text = run.text.slice(from, isRest ? undefined : from + 8 * room + 8);
      const width = isRest ? textWidth(text) : Number.POSITIVE_INFINITY;
      if (width <= room) return this.#add({ ...run, text }, width);
      const length = lengthThatFits(text, room);
      if (length > 0) this.#add({ ...run, text: text.slice(0, length) }, room);
      this.#break('');
      from += length;
    }
  }

  end(): Line[] {
    if (this.#runs.length > 0 || this.#lines.length === 0) this.#break('\n');
    return this.#lines;
  }

  #add(run: Run, width: number): void {
    if (run.text === '') return;
    const last = this.#runs.at(-1);
    if (last && last.style === run.style && last.stop === run.stop) {
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + run.text };
    } else this.#runs.push(run);
    this.#width += width;
  }

  #break(joint: Line['joint']): void {
    this.#lines.push({ runs: this.#runs, furniture: 0, joint });
    this.#runs = [];
    this.#width = 0;
  }
}

function paragraphs(runs: readonly Run[]): Run[][] {
  const found: Run[][] = [[]];
  for (const run of runs) {
    if (!run.text.includes('\n')) {
      found.at(-1)?.push(run);
      continue;
    }
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) found.push([]);
      if (text !== '') found.at(-1)?.push({ ...run, text });
    });
  }
  return found;
}

function wordsOf(runs: readonly Run[]): Word[] {
  const words: Word[] = [{ blanks: undefined, pieces: [], width: 0 }];
  for (const run of runs) {
    for (const text of run.text.match(/ +|[^ ]+/g) ?? []) {
      if (text.startsWith(' ')) {
        words.push({ blanks: { ...run, text }, pieces: [], width: 0 });
        continue;
      }
      const word = words.at(-1);
      if (!word) continue;
      word.pieces.push({ ...run, text });
      word.width += textWidth(text);
    }
  }
  return words;
}

const ascii = /^[\x20-\x7e]*$/;

/** UTF-16 units of a text that fit into so many cells. */
export function lengthThatFits(text: string, cells: number): number {
  if (ascii.test(text)) return Math.max(0, Math.min(text.length, cells));
  let width = 0;
  let length = 0;
  for (const character of text) {
    width += codePointWidth(character.codePointAt(0) ?? 0);
    if (width > cells) return length;
    length += character.length;
  }
  return length;
}
