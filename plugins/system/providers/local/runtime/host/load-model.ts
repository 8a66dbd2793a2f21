import { availableParallelism } from 'node:os';
import type { LoadRequest } from '../host-protocol.js';
import { checkModelFolder } from './check-model-folder.js';
import { contextWindowOf } from './context-window-of.js';
import { imagePrompt } from './image-prompt.js';
import type { LoadedExtractor, LoadedModel } from './loaded-model.js';
import { readPooling } from './read-pooling.js';
import { textPrompt } from './text-prompt.js';
import type { LoadOptions, Transformers } from './transformers.js';

type Folder = Pick<LoadRequest, 'dir' | 'task' | 'dtype'>;

/** Loads a model from its folder. Throws a `HostFailure` when files are missing or wrong, and what native code throws. */
export async function loadModel(library: Transformers, folder: Folder): Promise<LoadedModel> {
  const contextWindow = contextWindowOf(await checkModelFolder(folder));
  const files: LoadOptions = { local_files_only: true };
  const weights: LoadOptions = { ...files, dtype: folder.dtype, session_options: sessionOptions() };
  switch (folder.task) {
    case 'text-generation': {
      const tokenizer = await library.AutoTokenizer.from_pretrained(folder.dir, files);
      const model = await library.AutoModelForCausalLM.from_pretrained(folder.dir, weights);
      return { kind: 'generator', model, tokenizer, makePrompt: textPrompt(tokenizer), contextWindow };
    }
    case 'image-text-to-text': {
      const processor = await library.AutoProcessor.from_pretrained(folder.dir, files);
      const { tokenizer, makePrompt } = imagePrompt(library, processor);
      const model = await library.AutoModelForImageTextToText.from_pretrained(folder.dir, weights);
      return { kind: 'generator', model, tokenizer, makePrompt, contextWindow };
    }
    case 'feature-extraction':
      return loadExtractor(library, folder.dir, weights);
  }
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
