import { expect } from 'vitest';
import type { Chunk } from '../../../../../plugins/chat/index/chunk/chunk.js';

/** Fails unless the chunks are whole lines, in order and without gaps, and their texts together are the file. */
export function expectPartition(text: string, chunks: readonly Chunk[]): void {
  expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
  expect(chunks.length).toBeLessThanOrEqual(4096);
  let line = 1;
  for (const [at, chunk] of chunks.entries()) {
    const isLast = at === chunks.length - 1;
    expect(chunk.startLine).toBe(line);
    expect(chunk.text.endsWith('\n') || isLast).toBe(true);
    const lines = chunk.text.split('\n').length - (chunk.text.endsWith('\n') ? 1 : 0);
    expect(chunk.text).not.toBe('');
    expect(chunk.endLine).toBe(line + lines - 1);
    line += lines;
  }
}
