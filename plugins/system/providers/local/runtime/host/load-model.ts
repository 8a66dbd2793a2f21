import { availableParallelism } from 'node:os';
import type { LoadRequest } from '../host-protocol.js';
import { checkModelFolder } from './check-model-folder.js';
import { contextWindowOf } from './context-window-of.js';
import { HostFailure } from './host-failure.js';
import { imagePrompt } from './image-prompt.js';
import type { LoadedExtractor, LoadedGenerator, LoadedModel } from './loaded-model.js';
import { readChatTemplate } from './read-chat-template.js';
import { readPooling } from './read-pooling.js';
import { textPrompt } from './text-prompt.js';
import type { LoadOptions, Transformers } from './transformers.js';

type Folder = Pick<LoadRequest, 'dir' | 'task' | 'dtype'>;

const files: LoadOptions = { local_files_only: true };

/** Loads a model from its folder. Throws a `HostFailure` when files are missing or wrong, and what native code throws. */
export async function loadModel(library: Transformers, folder: Folder): Promise<LoadedModel> {
  const contextWindow = contextWindowOf(await checkModelFolder(folder));
  const weights: LoadOptions = { ...files, dtype: folder.dtype, session_options: sessionOptions() };
  switch (folder.task) {
    case 'text-generation':
      return { ...(await loadWriter(library, folder.dir, weights)), contextWindow };
    case 'image-text-to-text':
      return { ...(await loadSeer(library, folder.dir, weights)), contextWindow };
    case 'feature-extraction':
      return loadExtractor(library, folder.dir, weights);
  }
}

type Generator = Omit<LoadedGenerator, 'contextWindow'>;

async function loadWriter(library: Transformers, dir: string, weights: LoadOptions): Promise<Generator> {
  const tokenizer = await library.AutoTokenizer.from_pretrained(dir, files);
  const makePrompt = textPrompt(tokenizer, await readChatTemplate(dir));
  const model = await library.AutoModelForCausalLM.from_pretrained(dir, weights);
  return { kind: 'generator', model, tokenizer, makePrompt };
}

async function loadSeer(library: Transformers, dir: string, weights: LoadOptions): Promise<Generator> {
  const processor = await library.AutoProcessor.from_pretrained(dir, files);
  const { tokenizer } = processor;
  if (!tokenizer)
    throw new HostFailure('model', `preprocessor_config.json in ${dir} names a processor without tokenizer`);
  const makePrompt = imagePrompt(library, processor, tokenizer, await readChatTemplate(dir));
  const model = await library.AutoModelForImageTextToText.from_pretrained(dir, weights);
  return { kind: 'generator', model, tokenizer, makePrompt };
}

async function loadExtractor(library: Transformers, dir: string, weights: LoadOptions): Promise<LoadedExtractor> {
  const pooling = await readPooling(dir);
  const extractor = await library.pipeline('feature-extraction', dir, weights);
  // With blanks at the end the last token of a short text would be a blank.
  if (pooling === 'last_token') extractor.tokenizer.padding_side = 'left';
  return { kind: 'extractor', extractor, pooling };
}

/** One core is left to devmgr's screen and to the person's own programs. */
function sessionOptions(): object {
  return { intraOpNumThreads: Math.max(1, availableParallelism() - 1), interOpNumThreads: 1 };
}
