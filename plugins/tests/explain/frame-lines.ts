import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { trimToFunction } from './trim-to-function.js';

/** Lines of a file around a place. */
export interface SourceLines {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** In characters. What an object has in it is seldom the reason, and there is little room. */
const LONGEST_LOCAL = 120;

/** A frame as text: its place, its source with the line that was running marked, its locals. `source`: where the frame has none of its own. */
export function frameLines(frame: TestFrame, source: SourceLines | undefined): readonly string[] {
  const around = frame.source ?? source;
  const shown = around && trimToFunction(around, frame.line);
  const name = frame.function ? ` in ${frame.function}` : '';
  return [
    `${frame.path}:${frame.line}${name}${shown && !frame.source ? ' (the file as it is now)' : ''}`,
    ...(shown ? numberedLines(shown, frame.line) : []),
    ...(frame.locals ?? []).map(([local, value]) => `    ${local} = ${shortened(value.replaceAll('\n', ' '))}`),
  ];
}

function shortened(value: string): string {
  return value.length <= LONGEST_LOCAL ? value : `${value.slice(0, LONGEST_LOCAL)} …`;
}

/** Lines of a file with their numbers; the marked one begins with `>`. */
export function numberedLines({ firstLine, lines }: SourceLines, marked: number | undefined): readonly string[] {
  const width = String(firstLine + lines.length - 1).length;
  return lines.map((line, index) => {
    const number = firstLine + index;
    return `${number === marked ? '>' : ' '} ${String(number).padStart(width)} | ${line}`.trimEnd();
  });
}
