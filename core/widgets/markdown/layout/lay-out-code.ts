import type { TextSpan } from 'devmgr/plugin-api';
import type { Tokens } from 'marked';
import { clean } from '../../../screen/text/clean.js';
import { textWidth } from '../../../screen/text/text-width.js';
import { truncate } from '../../../screen/text/truncate.js';
import type { ColourCode } from '../text/code-colours.js';
import type { SpanLines } from '../text/code-pieces.js';
import { breakRuns } from './break-runs.js';
import type { BlockStop, Line, Run } from './line.js';
import { indent } from './line.js';
import { runsWidth } from './wrap-runs.js';

/** Stands before what goes on from the line above. */
const goesOn = '↳ ';

/** Characters of code that are shown, in UTF-16 code units. */
const MOST = 1_000_000;

const memory = new WeakMap<SpanLines, { readonly width: number; readonly lines: readonly Line[] }>();

/** A block of code in a frame with its language. Long lines are broken, so that nothing is hidden but of the very long. */
export function layOutCode(token: Tokens.Code, width: number, stops: BlockStop[], colour: ColourCode): Line[] {
  const language = /^[^\s,{]+/.exec(token.lang ?? '')?.[0];
  const stop = stops.push({ kind: 'code', language, text: token.text }) - 1;
  const text = token.text.length > MOST ? `${token.text.slice(0, MOST)}…` : token.text;
  const pieces = colour({ number: stop, text, language, isWhole: isWhole(token) });
  const lines = pieces.flatMap((piece) => layOutPiece(piece, width));
  const title = clean(language ?? '').replaceAll('\n', ' ');
  return [edge('╭╮', title, width, stop), ...lines, edge('╰╯', '', width, stop)];
}

function isWhole({ codeBlockStyle, raw }: Tokens.Code): boolean {
  const end = raw.trimEnd();
  return codeBlockStyle === 'indented' || /^\n {0,3}(?:`{3,}|~{3,})$/.test(end.slice(end.lastIndexOf('\n')));
}

/** Lines of code that has not changed are remembered: in a long block that is being written all but the last ones. */
function layOutPiece(piece: SpanLines, width: number): readonly Line[] {
  const known = memory.get(piece);
  if (known?.width === width) return known.lines;
  const lines = piece.flatMap((spans) => layOutLine(spans, width));
  memory.set(piece, { width, lines });
  return lines;
}

function layOutLine(spans: readonly TextSpan[], width: number): Line[] {
  // Where there is hardly any room, the frame is left open and nothing says what goes on.
  const isOpen = width < 8;
  const room = Math.max(2, width - (isOpen ? 2 : 4));
  const bar: Run = { text: '│ ', style: 'muted' };
  const more: Run = isOpen ? bar : { text: `│ ${goesOn}`, style: 'muted' };
  const lines = indent(breakRuns(spans, room, isOpen ? room : room - goesOn.length), bar, more);
  return isOpen ? lines : lines.map((line) => closed(line, width));
}

/** With the right side of the frame. */
function closed(line: Line, width: number): Line {
  const blanks = ' '.repeat(Math.max(0, width - 1 - runsWidth(line.runs)));
  return { ...line, runs: [...line.runs, { text: `${blanks}│`, style: 'muted' }], tail: 1 };
}

function edge([left = '', right = '']: string, title: string, width: number, stop: number): Line {
  const shown = title && width > 6 ? ` ${truncate(title, width - 5)} ` : '';
  const head = `${left}─`;
  const end = width < 8 ? '─' : right;
  const tail = `${'─'.repeat(Math.max(0, width - 3 - textWidth(shown)))}${end}`;
  const runs: Run[] = [
    { text: head, style: 'muted', stop },
    { text: shown, style: 'muted', stop },
    { text: tail, style: 'muted', stop },
  ];
  return { runs, furniture: runs.length, joint: '\n' };
}
