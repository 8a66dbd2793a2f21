import type { TextSink, TextTools } from 'devmgr/plugin-api';
import type { CodeMatch, CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import { excerpt } from './excerpt.js';

const excerptLines = 5;

export interface PrintOptions {
  /** Whole pieces of code. */
  readonly isFull: boolean;
}

/** `path:start-end  symbol  why`, and some lines of each match. */
export function printMatches(
  { matches, query }: CodeSearchResult,
  out: TextSink,
  text: TextTools,
  { isFull }: PrintOptions,
): void {
  const { paint } = out;
  const room = isFull ? Infinity : excerptLines;
  const blocks = matches.map((match) => {
    const numbered = excerpt(match.text, match.startLine, query, Math.min(room, lineCount(match)));
    const width = String(match.endLine).length;
    const lines = numbered.map(({ line, text: code }) => {
      const clean = text.clean(code).trimEnd();
      const fitting = out.isTTY ? text.truncate(clean, Math.max(20, out.columns - width - 5)) : clean;
      return `  ${paint('muted', String(line).padStart(width))}  ${fitting}`.trimEnd();
    });
    return [heading(match, text, paint), ...lines].map((line) => `${line}\n`).join('');
  });
  out.write(blocks.join('\n'));
}

function lineCount({ startLine, endLine }: CodeMatch): number {
  return endLine - startLine + 1;
}

function heading(match: CodeMatch, text: TextTools, paint: TextSink['paint']): string {
  const { path, startLine, endLine, symbol, reasons } = match;
  const clean = (part: string) => text.clean(part).replaceAll('\n', ' ');
  const place = paint('accent', `${clean(path)}:${startLine}-${endLine}`);
  const name = symbol === undefined ? [] : [paint('strong', clean(symbol))];
  const why = reasons.length === 0 ? [] : [paint('muted', clean(reasons.join(', ')))];
  return [place, ...name, ...why].join('  ');
}
