import { DevmgrError, ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import { printMatches } from './print-matches.js';
import { refreshIndex } from './refresh-index.js';
import { searchDocument } from './search-document.js';
import { readSearchRequest, type SearchRequest } from './search-request.js';
import type { WordParts } from './word-parts.js';

/** `devmgr search`: brings the index up to date, then searches. 0 when something was found, 1 when nothing was, 130 after Ctrl-C. */
export function searchWord(parts: WordParts): CliHandler {
  return async (invocation) => {
    const request = await readSearchRequest(invocation);
    try {
      // The thread that searches starts while the files are looked at.
      const ready = parts.index.warmUp();
      if (!invocation.flags.boolean('as-is')) await refreshOrWarn(invocation, parts);
      await ready;
      const isFound = await searchAll(request, invocation, parts);
      return isFound ? ExitCode.ok : ExitCode.notGood;
    } catch (error) {
      if (!invocation.signal.aborted) throw error;
      invocation.stderr.write('Interrupted\n');
      return ExitCode.interrupted;
    }
  };
}

/** An index that cannot be brought up to date is better than none. */
async function refreshOrWarn(invocation: CliInvocation, parts: WordParts): Promise<void> {
  const { signal, stderr } = invocation;
  try {
    await refreshIndex(parts, invocation);
  } catch (error) {
    if (!DevmgrError.isInstance(error) || parts.index.state.get().status === 'off') throw error;
    const { clean } = parts.context.text;
    stderr.write(`! ${clean(error.message)}\n${error.hint === undefined ? '' : `  ${clean(error.hint)}\n`}`);
  }
  signal.throwIfAborted();
}

async function searchAll(request: SearchRequest, invocation: CliInvocation, parts: WordParts): Promise<boolean> {
  const options = { limit: request.limit, signal: invocation.signal };
  if ('query' in request) return tell(await parts.index.search(request.query, options), invocation, parts);
  let isFound = false;
  for (const { id, query } of request.batch) {
    const result = await parts.index.search(query, options);
    invocation.stdout.write(`${JSON.stringify({ id, ...searchDocument(result) })}\n`);
    isFound ||= result.matches.length > 0;
  }
  return isFound || request.batch.length === 0;
}

function tell(result: CodeSearchResult, { json, flags, stdout, stderr }: CliInvocation, parts: WordParts): boolean {
  const { text } = parts.context;
  const isFound = result.matches.length > 0;
  if (json) stdout.write(`${JSON.stringify(searchDocument(result))}\n`);
  else printMatches(result, stdout, text, { isFull: flags.boolean('full') });
  for (const note of result.notes) stderr.write(`! ${text.clean(note)}\n`);
  if (!isFound && !json) stderr.write(`Nothing found for ${text.truncate(text.clean(result.query), 200)}\n`);
  return isFound;
}
