import type { EngineModules } from '../../workers/engine-modules.js';
import type { Embedder } from '../embedder.js';
import { reasonOf, unusableModel } from '../embedder-errors.js';
import { loadOnnxRuntime, type OnnxRuntime } from '../onnx/load-onnxruntime.js';
import type { NativeGate } from '../../native/native-gate.js';
import { OnnxSession } from '../onnx/onnx-session.js';
import { BagModel } from '../table/bag-model.js';
import { TableModel } from '../table/table-model.js';
import type { ModelFile } from './find-file.js';
import { loadTokenizer, type LoadedTokenizer } from './load-tokenizer.js';
import { lacks, readModelFolder, type ModelFolder } from './model-folder.js';
import { SentenceModel, sentenceThreads } from './sentence-model.js';

interface FolderNeeds {
  readonly modules: Pick<EngineModules, 'onnxruntime' | 'tokenizers'>;
  readonly gate?: NativeGate | undefined;
}

/**
 * Loads the model in a folder: one of Model2Vec by its table, where there is one; otherwise what the inputs of the ONNX file
 * say that it is. Throws a `DevmgrError` that says what is missing.
 */
export async function openFolder(path: string, needs: FolderNeeds): Promise<Embedder> {
  const folder = await readModelFolder(path);
  const { onnx, safetensors } = folder;
  if (!onnx && !safetensors) throw lacks(folder.dir, 'onnx/model.onnx');
  const loaded = await loadTokenizer(needs.modules.tokenizers, folder.tokenizer);
  if (safetensors && (isTable(folder) || !onnx)) {
    if (!onnx && isTransformer(folder)) throw lacks(folder.dir, 'onnx/model.onnx');
    return await TableModel.open(folder, safetensors, loaded);
  }
  if (!onnx) throw lacks(folder.dir, 'onnx/model.onnx');
  return await openOnnx(folder, onnx, loaded, needs);
}

async function openOnnx(
  folder: ModelFolder,
  file: ModelFile,
  loaded: LoadedTokenizer,
  { modules, gate }: FolderNeeds,
): Promise<Embedder> {
  const runtime = await loadOnnxRuntime(modules.onnxruntime, gate);
  const session = await openSession(runtime, file.path);
  const parts = { runtime, folder, file, session, loaded };
  try {
    const isBag = session.inputs.some(({ name }) => name === 'offsets');
    return isBag ? new BagModel(parts) : await SentenceModel.open(parts);
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function openSession(runtime: OnnxRuntime, file: string): Promise<OnnxSession> {
  try {
    return await OnnxSession.open(runtime, { file, threads: sentenceThreads, optimization: 'all' });
  } catch (error) {
    const hint = 'Get the file again (`devmgr models pull` gets whole ones), or set `embedder` to "built-in"';
    throw unusableModel(`${file} cannot be loaded: ${reasonOf(error)}`, hint, error);
  }
}

/** Model2Vec's own folders, and sentence-transformers' with a StaticEmbedding. */
function isTable({ config, parts }: ModelFolder): boolean {
  return config['model_type'] === 'model2vec' || (parts[0]?.type.endsWith('StaticEmbedding') ?? false);
}

/** Weights for PyTorch, which cannot be run here. */
function isTransformer({ config, parts }: ModelFolder): boolean {
  return !isTable({ config, parts } as ModelFolder) && (parts[0] !== undefined || config['model_type'] !== undefined);
}
