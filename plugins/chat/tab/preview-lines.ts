import type { StyledText } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';

/** Longer pieces are cut: the rest is in the file. */
const mostLines = 400;

/** The code of a match with its line numbers, and why it was found. */
export function previewLines({ text, startLine, endLine, reasons }: CodeMatch): readonly StyledText[] {
  const digits = String(endLine).length;
  const lines = text.trimEnd().split('\n');
  const code = lines.slice(0, mostLines).map((line, index): StyledText => [
    { text: `${String(startLine + index).padStart(digits)} `, style: 'muted' },
    { text: line, style: 'code' },
  ]);
  const cut = lines.length > mostLines ? [muted(`… ${lines.length - mostLines} more lines`)] : [];
  const why = reasons.length > 0 ? [muted(reasons.join(' · '))] : [];
  return [...why, ...code, ...cut];
}

function muted(text: string): StyledText {
  return [{ text, style: 'muted' }];
}
