import { chunksPerFile } from '../../store/index-store.js';
import type { Chunk } from '../chunk.js';

/**
 * No more chunks than the store has ids for in a file: where there are too many, as many neighbours as needed are joined to
 * one window each. The lines stay the same.
 */
export function limitChunks(chunks: readonly Chunk[], limit: number = chunksPerFile): readonly Chunk[] {
  if (chunks.length <= limit) return chunks;
  const perChunk = Math.ceil(chunks.length / limit);
  const joined: Chunk[] = [];
  for (let at = 0; at < chunks.length; at += perChunk) joined.push(...joinChunks(chunks.slice(at, at + perChunk)));
  return joined;
}

function joinChunks(group: readonly Chunk[]): Chunk[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined || first === last) return [...group];
  const text = group.map((chunk) => chunk.text).join('');
  return [{ startLine: first.startLine, endLine: last.endLine, kind: 'window', text }];
}
