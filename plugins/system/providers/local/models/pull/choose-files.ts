import { requiredFiles } from '../folder/read-model-folder.js';
import type { ManifestFile, ModelManifest } from '../folder/model-manifest.js';
import type { HubModel } from '../hub/hub-model.js';
import { inferTask } from '../infer-task.js';
import type { KnownModel } from '../known-model.js';
import { lacksFile, noSuchWeights, unsupportedTask } from '../model-errors.js';
import type { LocalDtype, LocalTask } from '../pulled-model.js';
import { preferredDtype } from '../weights/preferred-dtype.js';
import { commonDtypes, weightFiles, weightTable, type WeightTable } from '../weights/weight-table.js';

/** What is read besides the weights, where the model has it. */
const alongside =
  /^(?:config|generation_config|tokenizer[\w.-]*|special_tokens_map|added_tokens|chat_template|preprocessor_config|processor_config)\.(?:json|jinja)$/;
/** Of sentence-transformers: how the vectors of the tokens become one. */
const forEmbeddings = /^(?:modules|config_sentence_transformers|sentence_bert_config|\d+_[A-Za-z]+\/config)\.json$/;

export interface FileChoice {
  readonly known: KnownModel | undefined;
  /** What the person asked for. */
  readonly dtype: string | undefined;
}

/**
 * What a pull brings: the files for the task and the weights, and no others.
 *
 * Throws `PLUGIN_MODELS_UNSUPPORTED` for a model of another kind, `DEVMGR_USAGE` for weights that it does not have.
 * `undefined` when it has no ONNX weights at all.
 */
export function chooseFiles(model: HubModel, { known, dtype: asked }: FileChoice): ModelManifest | undefined {
  const paths = model.files.map(({ path }) => path);
  if (!paths.some((path) => /^onnx\/[^/]+\.onnx$/.test(path))) return undefined;
  const task = known?.task ?? inferTask({ ...model, paths });
  if (!task) throw unsupportedTask(model.id, model.pipelineTag ?? 'something else');
  const missing = requiredFiles.find((path) => !paths.includes(path));
  if (missing !== undefined) throw lacksFile(model.id, missing);
  const table = weightTable(paths, task);
  const dtype = chooseDtype(model.id, table, known, asked);
  const wanted = new Set([...paths.filter((path) => isAlongside(path, task)), ...(weightFiles(table, dtype) ?? [])]);
  // Small ones first: what is wrong with a model shows before its weights are fetched.
  const files = model.files.filter(({ path }) => wanted.has(path)).sort(bySize);
  return { id: model.id, revision: model.revision, task, dtype, files };
}

function chooseDtype(
  id: string,
  table: WeightTable,
  known: KnownModel | undefined,
  asked: string | undefined,
): LocalDtype {
  // The hub's name of the file and ours of the weights.
  const named = asked === 'quantized' ? 'q8' : asked;
  if (named !== undefined) {
    if (weightFiles(table, named)) return named;
    const present = commonDtypes(table);
    throw noSuchWeights(
      id,
      named,
      present.length > 0 ? present : ['other ones in each of its parts: leave --dtype out'],
    );
  }
  if (known && weightFiles(table, known.dtype)) return known.dtype;
  const best = preferredDtype(table);
  if (best === undefined)
    throw lacksFile(id, `onnx/${[...table].find(([, files]) => files.size === 0)?.[0] ?? 'model'}.onnx`);
  return best;
}

function isAlongside(path: string, task: LocalTask): boolean {
  return alongside.test(path) || (task === 'feature-extraction' && forEmbeddings.test(path));
}

function bySize(a: ManifestFile, b: ManifestFile): number {
  return (a.size ?? 0) - (b.size ?? 0);
}
