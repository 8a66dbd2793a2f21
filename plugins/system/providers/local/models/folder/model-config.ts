import { join } from 'node:path';
import { asRecord, asText, parseJson } from '../json-value.js';
import { readRegularFile } from '../read-regular-file.js';

/** What `config.json` of a model tells. */
export interface ModelConfig {
  readonly modelType: string | undefined;
  readonly architectures: readonly string[];
  /** In tokens. */
  readonly contextWindow: number | undefined;
  /** `transformers.js_config.use_external_data_format`: how many data files lie beside the weights, of all or by name. */
  readonly externalData: unknown;
}

/** Where families keep their window. */
const windowKeys = ['max_position_embeddings', 'n_positions', 'n_ctx', 'max_seq_len', 'seq_length'];

/** `undefined` when there is none, or it is no JSON object. */
export async function readModelConfig(dir: string): Promise<ModelConfig | undefined> {
  const text = await readRegularFile(join(dir, 'config.json'));
  const config = asRecord(parseJson(text));
  if (!config) return undefined;
  const inner = asRecord(config['text_config']) ?? {};
  const windows = [config, inner].flatMap((each) => windowKeys.map((key) => each[key]));
  const architectures = config['architectures'];
  return {
    modelType: asText(config['model_type']),
    architectures: Array.isArray(architectures) ? architectures.filter((name) => typeof name === 'string') : [],
    contextWindow: windows.find((value): value is number => Number.isSafeInteger(value) && Number(value) > 0),
    externalData: asRecord(config['transformers.js_config'])?.['use_external_data_format'],
  };
}
