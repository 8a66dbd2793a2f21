import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import type { KnownFile } from '../refresh/known-files.js';

/** Files and chunks of each language, most files first. */
export function countLanguages(files: Iterable<KnownFile>): CodeIndexState['languages'] {
  const counts = new Map<string, { files: number; chunks: number }>();
  for (const { language, chunkHashes } of files) {
    const count = counts.get(language) ?? { files: 0, chunks: 0 };
    counts.set(language, count);
    count.files += 1;
    count.chunks += chunkHashes.length;
  }
  const languages = [...counts].map(([language, count]) => ({ language, ...count }));
  return languages.sort((a, b) => b.files - a.files || b.chunks - a.chunks);
}
