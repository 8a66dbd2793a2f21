import type { TextSpan } from 'devmgr/plugin-api';
import { highlightLines } from '../../../highlight/highlight-lines.js';
import { shownCode } from './shown-code.js';

export type SpanLines = readonly (readonly TextSpan[])[];

interface CodePiece {
  readonly text: string;
  readonly language: string | undefined;
  /** More lines stand after it. */
  readonly isFull: boolean;
  /** Without them there are other colours than before. */
  lines: SpanLines | undefined;
}

/** Lines that are coloured together. */
const PIECE = 100;

/**
 * Code in pieces of so many lines, each with the colours that it has by itself. What has not changed since the last time
 * costs no more than comparing memory, and its lines are the same object.
 */
export class CodePieces {
  readonly #onReady: () => void;
  #pieces: readonly CodePiece[] = [];

  /** `onReady` is told when there are colours for one of the pieces. */
  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  lines(text: string, language: string | undefined): readonly SpanLines[] {
    const pieces: CodePiece[] = [];
    for (let at = 0; at <= text.length; at += (pieces.at(-1)?.text.length ?? 0) + 1) {
      const known = this.#pieces[pieces.length];
      const isKnown = known && known.language === language && isAt(known, text, at);
      pieces.push(isKnown ? known : pieceAt(text, at, language));
    }
    this.#pieces = pieces;
    return pieces.map((piece) => (piece.lines ??= this.#colour(piece)));
  }

  #colour(piece: CodePiece): SpanLines {
    return highlightLines(shownCode(piece.text), piece.language, () => {
      if (!this.#pieces.includes(piece)) return;
      piece.lines = undefined;
      this.#onReady();
    });
  }
}

function isAt({ text: known, isFull }: CodePiece, text: string, at: number): boolean {
  const end = at + known.length;
  const ends = isFull ? text[end] === '\n' : end === text.length;
  return ends && text.slice(at, end) === known;
}

function pieceAt(text: string, from: number, language: string | undefined): CodePiece {
  let end = from - 1;
  for (let count = 0; count < PIECE && end < text.length; count++) {
    const next = text.indexOf('\n', end + 1);
    end = next < 0 ? text.length : next;
  }
  return { text: text.slice(from, end), language, isFull: end < text.length, lines: undefined };
}
