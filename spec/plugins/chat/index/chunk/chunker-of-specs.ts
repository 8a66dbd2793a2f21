import { createChunker } from '../../../../../plugins/chat/index/chunk/create-chunker.js';
import type { ChunkedFile, Chunker } from '../../../../../plugins/chat/index/chunk/chunk.js';

type Modules = Parameters<typeof createChunker>[0];

/** Where tree-sitter and the grammars of this checkout are. */
export function modulesOfSpecs(): Modules {
  return {
    treeSitter: import.meta.resolve('web-tree-sitter'),
    grammars: new URL('./wasm/', import.meta.resolve('@vscode/tree-sitter-wasm/package.json')).href,
  };
}

export function chunkerOfSpecs(modules: Modules = modulesOfSpecs()): Promise<Chunker> {
  return createChunker(modules);
}

/** `function load_orders 3-9`, a line for every chunk. */
export function outlineOf(file: ChunkedFile): readonly string[] {
  return file.chunks.map(({ kind, symbol, startLine, endLine }) =>
    [kind, symbol, `${startLine}-${endLine}`].filter((part) => part !== undefined).join(' '),
  );
}

/** What is wrong with the lines of the chunks; nothing when they are the text, each line once. */
export function faultsOf(text: string, file: ChunkedFile): readonly string[] {
  const faults: string[] = [];
  if (file.chunks.map((chunk) => chunk.text).join('') !== text) faults.push('the texts are not the file');
  let nextLine = 1;
  for (const { startLine, endLine, text: part } of file.chunks) {
    if (startLine !== nextLine) faults.push(`a chunk begins at line ${startLine}, not ${nextLine}`);
    const lines = part.split('\n').length - (part.endsWith('\n') ? 1 : 0);
    if (endLine - startLine + 1 !== lines) faults.push(`${startLine}-${endLine} has ${lines} lines`);
    nextLine = endLine + 1;
  }
  if (file.chunks.length > 4096) faults.push(`${file.chunks.length} chunks`);
  return faults;
}
