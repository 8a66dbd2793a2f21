import type { EngineModules } from '../workers/engine-modules.js';
import type { Chunk, ChunkedFile, Chunker } from './chunk.js';
import { languageOf } from './language-of.js';
import { chunkSyntax } from './syntax/chunk-syntax.js';
import { syntaxLanguages } from './syntax/languages.js';
import { TreeSitter } from './syntax/tree-sitter.js';
import { textLanguages } from './text-languages.js';
import { chunkWindows } from './windows/chunk-windows.js';
import { limitChunks } from './windows/limit-chunks.js';

/** Divides files by their structure. Nothing is loaded before the first file that needs it. */
export async function createChunker(modules: Pick<EngineModules, 'treeSitter' | 'grammars'>): Promise<Chunker> {
  const treeSitter = new TreeSitter(modules);
  return Promise.resolve({
    async chunk(path, text) {
      const language = languageOf(path, firstLineOf(text));
      if (text === '') return { language, chunks: [], imports: [], isParsed: true };
      const divided = (await bySyntax(treeSitter, language, text)) ?? byText(language, text);
      return { language, ...divided, chunks: limitChunks(divided.chunks) };
    },
  });
}

type Divided = Omit<ChunkedFile, 'language'>;

async function bySyntax(treeSitter: TreeSitter, name: string, text: string): Promise<Divided | undefined> {
  const language = syntaxLanguages.get(name);
  if (language === undefined) return undefined;
  const divided = await treeSitter.read(language.grammar, text, (trees) => chunkSyntax(text, language, trees));
  return divided && { ...divided, isParsed: true };
}

function byText(language: string, text: string): Divided {
  const chunks: readonly Chunk[] = textLanguages.get(language)?.(text) ?? chunkWindows(text);
  return { chunks, imports: [], isParsed: chunks.some((chunk) => chunk.kind !== 'window') };
}

function firstLineOf(text: string): string {
  return text.slice(0, 200).split('\n', 1)[0] ?? '';
}
