import type { LineBuffer, LogSource, StyledText, TextStyle } from 'devmgr/plugin-api';

/** The output of a process as lines of a log widget, coloured by the level that uvicorn and logging write first. */
export function outputSource(output: LineBuffer): LogSource {
  return {
    get first() {
      return output.firstLine;
    },
    get end() {
      return output.endLine;
    },
    lines: (first, count) => output.lines(first, count).map(({ text }) => styledOutput(text)),
  };
}

/** A line with its level in colour. */
export function styledOutput(text: string): StyledText {
  const level = /\b(?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL)\b/.exec(text.slice(0, 60));
  const style = level && STYLES[level[0]];
  if (!style) return text;
  const { index } = level;
  return [{ text: text.slice(0, index) }, { text: level[0], style }, { text: text.slice(index + level[0].length) }];
}

const STYLES: Readonly<Record<string, TextStyle>> = {
  DEBUG: 'muted',
  INFO: 'info',
  WARN: 'warning',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'error',
};
