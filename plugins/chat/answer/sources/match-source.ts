import type { TextTools } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSource } from '../../conversation/conversation.js';
import { redactedLines } from '../../prompt/redacted-lines.js';

/** What the index found, without secrets. */
export function matchSource(
  { path, startLine, text, symbol, language, score, reasons }: CodeMatch,
  { redact }: Pick<TextTools, 'redact'>,
  origin: ChatSource['origin'] = 'search',
): ChatSource {
  // Blank lines behind it belong to no code.
  const lines = redactedLines(text.trimEnd(), redact);
  const endLine = startLine + lines.split('\n').length - 1;
  return { path, startLine, endLine, text: lines, symbol, language, score, origin, reasons };
}
