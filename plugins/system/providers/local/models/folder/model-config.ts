import { join } from 'node:path';
import { Fields } from '../../../json/fields.js';
import { readRegularFile } from '../../../../files/read-regular-file.js';

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
  const config = Fields.parse(text);
  if (!config) return undefined;
  const windows = [config, config.fields('text_config')].flatMap((each) => windowKeys.map((key) => each?.count(key)));
  return {
    modelType: config.text('model_type'),
    architectures: config.strings('architectures'),
    contextWindow: windows.find((value) => value !== undefined && value > 0),
    externalData: config.fields('transformers.js_config')?.value('use_external_data_format'),
  };
}
