import { readError } from '../read-error.js';
import type { WireFormat } from '../wire-format.js';
import { chatRequest } from './chat-request.js';
import { embeddingsRequest } from './embeddings-request.js';
import { modelsRequest } from './models-request.js';
import { readEmbeddings } from './read-embeddings.js';
import { readEvent } from './read-event.js';
import { readModels } from './read-models.js';
import { readWhole } from './read-whole.js';

/** OpenAI's chat completions, and what follows them. Source of the format: openai/openai-openapi. */
export const openAiChat: WireFormat = {
  modelsRequest,
  readModels,
  chatRequest,
  readEvent,
  readWhole,
  readError,
  embeddingsRequest,
  readEmbeddings,
};
