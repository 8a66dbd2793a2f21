import { chunksPerFile, type IndexReader } from '../../../../plugins/chat/index/store/index-store.js';
import type { Passage } from '../baselines/bm25.js';

/** All chunks of an index with their texts: what is compared is ranked over the same pieces. */
export async function readPassages(reader: IndexReader): Promise<readonly Passage[]> {
  const passages: Passage[] = [];
  for (const { id, path, chunks } of (await reader.changesSince(0)).files) {
    const texts = await reader.texts(chunks.map((_, place) => id * chunksPerFile + place));
    for (const [place, { startLine, endLine }] of chunks.entries()) {
      passages.push({ path, startLine, endLine, text: texts.get(id * chunksPerFile + place) ?? '' });
    }
  }
  return passages;
}
