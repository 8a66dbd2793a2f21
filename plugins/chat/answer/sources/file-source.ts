import type { ChatSource } from '../../conversation/conversation.js';
import { readCitedFile } from '../../citations/read-cited-file.js';
import { redactedLines } from '../../prompt/redacted-lines.js';
import type { SourceSearch } from './source-search.js';

type SourceFacts = Pick<ChatSource, 'path' | 'symbol' | 'language' | 'score' | 'origin' | 'reasons'>;

/** Lines of a project's file as it is now, without secrets; `undefined` for what is gone or no text. `endLine` may lie behind its end. */
export async function fileSource(
  facts: SourceFacts,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  { parts }: SourceSearch,
): Promise<ChatSource | undefined> {
  const lines = await readCitedFile(parts.context.workspace.root, facts.path);
  const wanted = lines?.slice(startLine - 1, endLine) ?? [];
  if (wanted.length === 0) return undefined;
  const text = redactedLines(wanted.join('\n'), parts.context.text.redact);
  return { ...facts, startLine, endLine: startLine + wanted.length - 1, text };
}
