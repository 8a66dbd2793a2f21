import type { CliInvocation } from 'devmgr/plugin-api';
import { pipedQuery } from './piped-query.js';
import { readBatch, type BatchQuery } from './read-batch.js';
import { usageError } from './usage-error.js';

/** What is searched for: one query, or many with ids. */
export type SearchRequest = { readonly limit: number } & (
  { readonly query: string } | { readonly batch: readonly BatchQuery[] }
);

const mostResults = 1000;
const example = 'For example: devmgr search "where are orders validated"';

/** Without words, or for `-`, the query is what is piped in. Throws `DEVMGR_USAGE`, and the signal's reason. */
export async function readSearchRequest(invocation: CliInvocation): Promise<SearchRequest> {
  const { args, rest, flags } = invocation;
  const words = [...args, ...rest].join(' ').trim();
  const file = flags.string('batch');
  const limit = readLimit(flags.number('limit') ?? 10);
  if (file !== undefined) {
    if (words !== '') throw usageError('--batch brings its own queries', 'Leave the words out, or --batch.');
    return { limit, batch: await readBatch(file, invocation.stdin) };
  }
  if (words === '-' && rest.length === 0) {
    const query = await pipedQuery(invocation.pipedLines({ waits: true }));
    if (query === '') throw usageError('Nothing was piped in', 'For example: pytest | devmgr search -');
    return { limit, query };
  }
  const query = words === '' ? await pipedQuery(invocation.pipedLines()) : words;
  if (query === '') throw usageError('What is to be found?', example);
  return { limit, query };
}

function readLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostResults) return limit;
  throw usageError(`--limit ${limit} is no number of results`, `Say a whole number from 1 to ${mostResults}.`);
}
