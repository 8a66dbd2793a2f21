import type { TextSpan } from 'devmgr/plugin-api';
import type { Tokens } from 'marked';
import { clean } from '../../../screen/text/clean.js';
import { textWidth } from '../../../screen/text/text-width.js';
import { truncate } from '../../../screen/text/truncate.js';
import type { BlockStop, Line, Run } from './line.js';
import { indent } from './line.js';
import { breakRuns } from './wrap-runs.js';

export type ColourCode = (
  text: string,
  language: string | undefined,
  isWhole: boolean,
) => readonly (readonly TextSpan[])[];

/** A block of code in a frame with its language. Long lines are broken, so that nothing is hidden. */
export function layOutCode(token: Tokens.Code, width: number, stops: BlockStop[], colour: ColourCode): Line[] {
  const language = /^[^\s,{]+/.exec(token.lang ?? '')?.[0];
  const stop = stops.push({ kind: 'code', language, text: token.text }) - 1;
  const bar: Run = { text: '│ ', style: 'muted' };
  const isWhole = token.codeBlockStyle === 'indented' || /\n {0,3}(?:`{3,}|~{3,})\s*$/.test(token.raw);
  const lines = colour(clean(token.text), language, isWhole).flatMap((spans) =>
    indent(breakRuns(spans, width - 2), bar, bar),
  );
  return [edge('╭', clean(language ?? '').replaceAll('\n', ' '), width, stop), ...lines, edge('╰', '', width, stop)];
}

function edge(corner: string, title: string, width: number, stop: number): Line {
  const shown = title && width > 6 ? ` ${truncate(title, width - 5)} ` : '';
  const head = `${corner}─`;
  const tail = '─'.repeat(Math.max(0, width - 2 - textWidth(shown)));
  const runs: Run[] = [
    { text: head, style: 'muted', stop },
    { text: shown, style: 'muted', stop },
    { text: tail, style: 'muted', stop },
  ];
  return { runs, furniture: runs.length, joint: '\n' };
}
