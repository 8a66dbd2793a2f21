import type { StyledText } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { isStillThere } from '../is-still-there.js';

/** Lines of the piece that are shown, and of the file before and behind it: the rest is in the file. */
const mostLines = 2_000;
/** Of the file, in view above the piece. */
const linesAbove = 2;

export interface Preview {
  readonly lines: readonly StyledText[];
  /** The line to begin with. */
  readonly top: number;
}

/**
 * The code of a match with its line numbers, in its file where that is given and still has it there: then the piece is
 * marked.
 */
export function previewOf(match: CodeMatch, fileText: string | undefined): Preview {
  const piece = match.text.trimEnd().split('\n');
  const file = fileText?.split('\n');
  if (!file || !isStillThere(piece, file, match.startLine)) return cut(piece, match.startLine, () => true);
  const from = Math.max(1, match.startLine - mostLines);
  const last = match.startLine + piece.length - 1;
  const lines = file.slice(from - 1, last + mostLines);
  const shown = numbered(lines, from, (line) => line >= match.startLine && line <= last);
  const top = Math.max(0, match.startLine - from - linesAbove);
  return { lines: [...shown, ...more(file.length - (from - 1) - lines.length)], top };
}

function cut(piece: readonly string[], startLine: number, isMarked: (line: number) => boolean): Preview {
  const lines = numbered(piece.slice(0, mostLines), startLine, isMarked);
  return { lines: [...lines, ...more(piece.length - mostLines)], top: 0 };
}

function numbered(lines: readonly string[], from: number, isMarked: (line: number) => boolean): readonly StyledText[] {
  const digits = String(from + lines.length - 1).length;
  return lines.map((text, at): StyledText => {
    const number = String(from + at).padStart(digits);
    const line = text.replace(/\r$/, '');
    if (!isMarked(from + at)) return [{ text: `${number}  ${line}`, style: 'muted' }];
    return [
      { text: `${number}▌`, style: 'accent' },
      { text: ` ${line}`, style: 'code' },
    ];
  });
}

function more(count: number): readonly StyledText[] {
  return count > 0 ? [[{ text: `… ${count} more lines`, style: 'muted' }]] : [];
}
