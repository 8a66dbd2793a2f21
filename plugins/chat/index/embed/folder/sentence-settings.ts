import { join } from 'node:path';
import { unusableModel } from '../embedder-errors.js';
import type { ModelFolder } from './model-folder.js';
import type { PoolingMode } from './pooling.js';
import { readJsonObject, type JsonObject } from './read-json-file.js';

/** How sentence-transformers uses a model. Its `Normalize` does not matter: all vectors become unit length. */
export interface SentenceSettings {
  readonly pooling: readonly PoolingMode[];
  /** Whether the tokens of a prompt take part in pooling. */
  readonly poolsPrompt: boolean;
  /** With special tokens. */
  readonly maxTokens: number;
  /** What stands before a query, and before a document. */
  readonly prompts: { readonly query: string; readonly document: string };
  /** A layer after pooling, which ONNX files do not have unless their output is called sentence_embedding. */
  readonly hasDense: boolean;
}

/** From modules.json, 1_Pooling/config.json, sentence_bert_config.json, config_sentence_transformers.json and config.json. */
export async function readSentenceSettings(
  folder: ModelFolder,
  tokenizerConfig: JsonObject,
): Promise<SentenceSettings> {
  const { dir, parts } = folder;
  const poolingDir = parts.find(({ type }) => type.endsWith('.Pooling'))?.path ?? '1_Pooling';
  const [pooling, sentence, general] = await Promise.all([
    readJsonObject(join(dir, poolingDir, 'config.json')),
    readJsonObject(join(dir, 'sentence_bert_config.json')),
    readJsonObject(join(dir, 'config_sentence_transformers.json')),
  ]);
  return {
    pooling: poolingModes(pooling, dir),
    poolsPrompt: pooling['include_prompt'] !== false,
    maxTokens: maxTokensOf(sentence, tokenizerConfig, folder.config),
    prompts: promptsOf(general),
    hasDense: parts.some(({ type }) => type.endsWith('.Dense')),
  };
}

/** Fields of older configurations, in the order in which several are put together. */
const modeFields: readonly (readonly [string, PoolingMode])[] = [
  ['pooling_mode_cls_token', 'cls'],
  ['pooling_mode_max_tokens', 'max'],
  ['pooling_mode_mean_tokens', 'mean'],
  ['pooling_mode_mean_sqrt_len_tokens', 'mean_sqrt_len_tokens'],
  ['pooling_mode_weightedmean_tokens', 'weightedmean'],
  ['pooling_mode_lasttoken', 'lasttoken'],
];

/** Newer configurations name them: `pooling_mode: "mean"`. Without any: mean, as sentence-transformers takes it. */
function poolingModes(config: JsonObject, dir: string): readonly PoolingMode[] {
  const mode = config['pooling_mode'];
  const named = Array.isArray(mode) ? mode : [mode];
  const chosen = modeFields.filter(([field, name]) => config[field] === true || named.includes(name));
  const isPlain = mode === undefined && !Object.keys(config).some((field) => config[field] === true && !isKnown(field));
  if (chosen.length === 0 && !isPlain) {
    throw unusableModel(`The pooling of ${dir} is not known`, 'Choose another model in the setting `embedder`');
  }
  return chosen.length === 0 ? ['mean'] : chosen.map(([, name]) => name);
}

const isKnown = (field: string): boolean =>
  !field.startsWith('pooling_mode_') || modeFields.some(([name]) => name === field);

/** As `Transformer` of sentence-transformers has it. Tokenizers without a limit say 10^30. */
function maxTokensOf(sentence: JsonObject, tokenizer: JsonObject, config: JsonObject): number {
  const said = sentence['max_seq_length'];
  if (typeof said === 'number' && said > 0) return said;
  const limits = [config['max_position_embeddings'], tokenizer['model_max_length']];
  return Math.min(...limits.filter((limit) => typeof limit === 'number').filter((limit) => limit > 0), mostTokens);
}

/** More is slow and says little of a piece of code. */
const mostTokens = 512;

function promptsOf(general: JsonObject): SentenceSettings['prompts'] {
  const prompts = (general['prompts'] ?? {}) as JsonObject;
  const usual = general['default_prompt_name'];
  const first = (...names: readonly unknown[]): string => {
    const name = names.find((each) => typeof each === 'string' && Object.hasOwn(prompts, each));
    const prompt = name === undefined ? undefined : prompts[name as string];
    return typeof prompt === 'string' ? prompt : '';
  };
  return { query: first('query', usual), document: first('document', 'passage', 'corpus', usual) };
}
