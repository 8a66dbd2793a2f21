import type { CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import { roundMs } from './round-ms.js';

/** A result of `devmgr search --json`. */
export function searchDocument({ query, kind, tookMs, matches, notes }: CodeSearchResult): object {
  return {
    query,
    kind,
    tookMs: roundMs(tookMs),
    results: matches.map(({ score, ...match }) => ({ ...match, score: Math.round(score * 1e6) / 1e6 })),
    notes,
  };
}
