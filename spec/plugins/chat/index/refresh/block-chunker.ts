import type { Chunker } from '../../../../../plugins/chat/index/chunk/chunk.js';

/** A chunk for every block of lines that ends with an empty one; the language is the ending of the name. */
export const blockChunker: Chunker = {
  chunk(path, text) {
    let line = 1;
    const chunks = (text.match(/(?:.|\n)*?\n\n|(?:.|\n)+$/g) ?? []).map((block) => {
      const startLine = line;
      line += block.match(/\n/g)?.length ?? 0;
      return { startLine, endLine: Math.max(startLine, line - 1), kind: 'window' as const, text: block };
    });
    return Promise.resolve({ language: path.split('.').pop() ?? '', chunks, imports: [], isParsed: false });
  },
};
