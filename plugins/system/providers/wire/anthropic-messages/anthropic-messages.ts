import { readError } from '../read-error.js';
import type { WireFormat } from '../wire-format.js';
import { chatRequest } from './chat-request.js';
import { modelsRequest } from './models-request.js';
import { readEvent } from './read-event.js';
import { readModels } from './read-models.js';
import { readWhole } from './read-whole.js';

/** Anthropic's messages. It has no embeddings. Source of the format: types of @anthropic-ai/sdk 1.12.0. */
export const anthropicMessages: WireFormat = {
  modelsRequest,
  readModels,
  chatRequest,
  readEvent,
  readWhole,
  readError,
};
