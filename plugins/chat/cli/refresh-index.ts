import type { CliInvocation } from 'devmgr/plugin-api';
import type { IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import { showIndexProgress } from './show-index-progress.js';
import type { WordParts } from './word-parts.js';

/** Refreshes with a bar on stderr. `undefined`: it was interrupted; what was done is kept. */
export async function refreshIndex(
  { index, context }: WordParts,
  { signal, stderr }: Pick<CliInvocation, 'signal' | 'stderr'>,
  rebuild = false,
): Promise<IndexSummary | undefined> {
  const bar = showIndexProgress(stderr, index, context);
  try {
    let summary: IndexSummary | undefined;
    for await (const progress of index.refresh({ signal, rebuild })) {
      if (progress.type === 'index-end') summary = progress.summary;
    }
    return summary;
  } finally {
    await bar.dispose();
  }
}
