import { dirname, join } from 'node:path';
import { noRuntime, reasonOf, unusableModel } from '../embedder-errors.js';
import type { ModelFile } from './find-file.js';
import { readJsonObject, type JsonObject } from './read-json-file.js';
import { TextTokenizer } from './text-tokenizer.js';
import type { TokenizerLibrary } from './tokenizer-library.js';

export interface LoadedTokenizer {
  readonly tokenizer: TextTokenizer;
  /** tokenizer_config.json beside it; without fields when there is none. */
  readonly config: JsonObject;
}

/** `url`: of @huggingface/tokenizers. Throws a `DevmgrError`. */
export async function loadTokenizer(url: string | undefined, file: ModelFile): Promise<LoadedTokenizer> {
  const [library, json, config] = await Promise.all([
    importLibrary(url),
    readJsonObject(file.path),
    readJsonObject(join(dirname(file.path), 'tokenizer_config.json')),
  ]);
  try {
    return { tokenizer: new TextTokenizer(new library.Tokenizer(json, config), json), config };
  } catch (error) {
    const hint = 'Get the model again: it needs the tokenizer.json of a fast tokenizer';
    throw unusableModel(`${file.path} is no tokenizer that can be used: ${reasonOf(error)}`, hint, error);
  }
}

async function importLibrary(url: string | undefined): Promise<TokenizerLibrary> {
  if (url === undefined) throw noRuntime('@huggingface/tokenizers is not installed');
  try {
    return (await import(url)) as TokenizerLibrary;
  } catch (error) {
    throw noRuntime(`@huggingface/tokenizers cannot be loaded (${reasonOf(error)})`, error);
  }
}
