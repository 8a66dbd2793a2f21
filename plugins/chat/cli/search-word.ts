import { DevmgrError, ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import { printMatches } from './print-matches.js';
import { printNotes } from './print-notes.js';
import { refreshIndex } from './refresh-index.js';
import { searchDocument } from './search-document.js';
import { readSearchRequest, type SearchRequest } from './search-request.js';
import { withNotes } from './with-notes.js';
import type { WordParts } from './word-parts.js';

/** `devmgr search`: brings the index up to date, then searches. 0 when something was found, 1 when nothing was, 130 after Ctrl-C. */
export function searchWord(parts: WordParts): CliHandler {
  return async (invocation) => {
    try {
      const request = await readSearchRequest(invocation);
      const isFound =
        'batch' in request
          ? await searchBatch(request, invocation, parts)
          : await searchOne(request, invocation, parts);
      return isFound ? ExitCode.ok : ExitCode.notGood;
    } catch (error) {
      if (!invocation.signal.aborted) throw error;
      invocation.stderr.write('Interrupted\n');
      return ExitCode.interrupted;
    }
  };
}

/**
 * Searches while the files are looked at: mostly nothing has changed, and then that was it. Another process may have written
 * what we found done: only an index of the same generation is the same.
 */
async function searchOne(
  { query, limit }: Extract<SearchRequest, { readonly query: string }>,
  invocation: CliInvocation,
  parts: WordParts,
): Promise<boolean> {
  const options = { limit, signal: invocation.signal };
  // First of all: its thread takes longest, and git cannot be started beside it.
  await parts.index.warmUp();
  const before = generation(parts, invocation);
  const early = parts.index.searchAsIs(query, options);
  // When it fails the second one will, too, if it matters.
  early.catch(() => undefined);
  const isRefreshed = await refreshIfWanted(invocation, parts);
  const isChanged = isRefreshed || (await before) !== (await generation(parts, invocation));
  const result = isChanged ? await parts.index.search(query, options) : parts.index.noted(await early);
  return tell(await withNotes(result, parts, noteOptions(invocation)), invocation, parts);
}

/** When it cannot be told it is none that any other is equal to. */
function generation({ index }: WordParts, { signal }: CliInvocation): Promise<number | undefined> {
  return index.generation({ signal }).catch(() => Number.NaN);
}

/** Whether what was found before may be out of date. An index that cannot be brought up to date, as a note says, is better than none. */
async function refreshIfWanted(invocation: CliInvocation, parts: WordParts): Promise<boolean> {
  const { signal, flags } = invocation;
  if (flags.boolean('as-is')) return false;
  let isChanged = true;
  try {
    const summary = await refreshIndex(parts, invocation);
    isChanged = !summary || summary.added + summary.removed + summary.embedded > 0;
  } catch (error) {
    if (!DevmgrError.isInstance(error) || parts.index.state.get().status === 'off') throw error;
  }
  signal.throwIfAborted();
  return isChanged;
}

async function searchBatch(
  { batch, limit }: Extract<SearchRequest, { readonly batch: unknown }>,
  invocation: CliInvocation,
  parts: WordParts,
): Promise<boolean> {
  const ready = parts.index.warmUp();
  await refreshIfWanted(invocation, parts);
  await ready;
  let isFound = false;
  for (const { id, query } of batch) {
    const found = await parts.index.search(query, { limit, signal: invocation.signal });
    const result = await withNotes(found, parts, noteOptions(invocation));
    invocation.stdout.write(`${JSON.stringify({ id, ...searchDocument(result) })}\n`);
    isFound ||= result.matches.length > 0;
  }
  return isFound || batch.length === 0;
}

function noteOptions({ flags, signal }: CliInvocation) {
  return { isAsIs: flags.boolean('as-is'), signal };
}

/** What is found on stdout; what is to be known of it before that on stderr, with `--json` in the document. */
function tell(result: CodeSearchResult, { json, flags, stdout, stderr }: CliInvocation, parts: WordParts): boolean {
  const { text } = parts.context;
  const isFound = result.matches.length > 0;
  if (json) {
    stdout.write(`${JSON.stringify(searchDocument(result))}\n`);
    return isFound;
  }
  const query = text.clean(result.query).replaceAll(/\s+/g, ' ');
  if (!isFound) stderr.write(`Nothing found for ${text.truncate(query, 200)}\n`);
  printNotes(result.notes, stderr, text);
  printMatches(result, stdout, text, { isFull: flags.boolean('full') });
  return isFound;
}
