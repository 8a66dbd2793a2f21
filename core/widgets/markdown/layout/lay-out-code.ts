import type { TextSpan } from 'devmgr/plugin-api';
import type { Tokens } from 'marked';
import { clean } from '../../../screen/text/clean.js';
import { textWidth } from '../../../screen/text/text-width.js';
import { truncate } from '../../../screen/text/truncate.js';
import { cutLines } from '../text/cut-lines.js';
import { breakRuns } from './break-runs.js';
import type { BlockStop, Line, Run } from './line.js';
import { indent } from './line.js';
import { runsWidth } from './wrap-runs.js';

export type ColourCode = (
  text: string,
  language: string | undefined,
  isWhole: boolean,
) => readonly (readonly TextSpan[])[];

/** Stands before what goes on from the line above. */
const goesOn = '↳ ';

/** A block of code in a frame with its language. Long lines are broken, so that nothing is hidden but of the very long. */
export function layOutCode(token: Tokens.Code, width: number, stops: BlockStop[], colour: ColourCode): Line[] {
  const language = /^[^\s,{]+/.exec(token.lang ?? '')?.[0];
  const stop = stops.push({ kind: 'code', language, text: token.text }) - 1;
  const isWhole = token.codeBlockStyle === 'indented' || /\n {0,3}(?:`{3,}|~{3,})\s*$/.test(token.raw);
  const lines = colour(clean(cutLines(token.text)), language, isWhole).flatMap((spans) => layOutLine(spans, width));
  const title = clean(language ?? '').replaceAll('\n', ' ');
  return [edge('╭╮', title, width, stop), ...lines, edge('╰╯', '', width, stop)];
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
