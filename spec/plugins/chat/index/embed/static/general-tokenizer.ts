import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenizerLibrary } from '../../../../../../plugins/chat/index/embed/folder/tokenizer-library.js';
import { readVocabulary } from '../../../../../../plugins/chat/index/embed/static/read-vocabulary.js';
import { StaticTokenizer } from '../../../../../../plugins/chat/index/embed/static/static-tokenizer.js';
import { embedDeps, modelDir } from '../embed-deps.js';

export const tokenizerJson = readFileSync(join(modelDir, 'tokenizer.json'), 'utf8');

/** Ids of a text. */
export type Encode = (text: string) => readonly number[];

/** What the library for all tokenizers makes of the built-in model's tokenizer.json: the reference. */
export async function generalTokenizer(): Promise<Encode> {
  const { Tokenizer } = (await import(embedDeps.modules.tokenizers ?? '')) as TokenizerLibrary;
  const tokenizer = new Tokenizer(JSON.parse(tokenizerJson) as object, {});
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids;
}

/** A new one, that knows no words yet. */
export function staticTokenizer(): Encode {
  const tokenizer = new StaticTokenizer(readVocabulary(tokenizerJson));
  return (text) => tokenizer.encode(text, Infinity);
}
