import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { ModelRoom } from '../prompt/model-room.js';

/** A model with less room does small jobs beside the answer badly or slowly. */
const leastRoom = 6_000;

/** Whether a model may be asked to rewrite a question or to put a conversation in short. */
export function canDoJobs({ kind }: AiLanguageModel, { input }: ModelRoom): boolean {
  return kind === 'generative' && input >= leastRoom;
}
