import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EmbedderDeps } from '../../../../../plugins/chat/index/embed/create-embedder.js';

const atRoot = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));
const packageUrl = (path: string): string => pathToFileURL(atRoot(`node_modules/${path}`)).href;

/** The folder of the built-in model. */
export const modelDir = atRoot('plugins/chat/index/model');

/** The packages as they are installed; specs of vitest have no `import.meta.resolve`. */
export const embedDeps: EmbedderDeps = {
  modules: {
    onnxruntime: packageUrl('onnxruntime-node/dist/index.js'),
    tokenizers: packageUrl('@huggingface/tokenizers/dist/tokenizers.mjs'),
  },
  modelDir,
};

/** A signal that is never aborted. */
export const signal = new AbortController().signal;
