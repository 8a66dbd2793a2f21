import type { CliInvocation } from 'devmgr/plugin-api';
import { readBatch, type BatchQuery } from './read-batch.js';
import { usageError } from './usage-error.js';

/** What is searched for: one query, or many with ids. */
export type SearchRequest = { readonly limit: number } & (
  { readonly query: string } | { readonly batch: readonly BatchQuery[] }
);

const mostResults = 1000;

/** Throws `DEVMGR_USAGE`. */
export async function readSearchRequest(invocation: CliInvocation): Promise<SearchRequest> {
  const { args, rest, flags } = invocation;
  const query = [...args, ...rest].join(' ').trim();
  const file = flags.string('batch');
  const limit = readLimit(flags.number('limit') ?? 10);
  if (file !== undefined) {
    if (query !== '') throw usageError('--batch brings its own queries', 'Leave the words out, or --batch.');
    return { limit, batch: await readBatch(file, invocation.stdin) };
  }
  if (query !== '') return { limit, query };
  throw usageError('What is to be found?', 'For example: devmgr search "where are orders validated"');
}

function readLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostResults) return limit;
  throw usageError(`--limit ${limit} is no number of results`, `Say a whole number from 1 to ${mostResults}.`);
}
