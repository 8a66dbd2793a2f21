import type { Chunk } from './chunk.js';

/** Languages that are divided without a tree. */
export const textLanguages: ReadonlyMap<string, (text: string) => readonly Chunk[]> = new Map<
  string,
  (text: string) => readonly Chunk[]
>([]);
