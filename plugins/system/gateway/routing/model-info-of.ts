import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { PlannedModel } from './route-plan.js';

/** What is known of a model that is to be asked. */
export function modelInfoOf({ entry, modelId }: Pick<PlannedModel, 'entry' | 'modelId'>): AiModelInfo {
  try {
    return entry.provider.languageModel(modelId).info;
  } catch {
    // Other people's code may throw; whether it answers shows when it is asked.
    return { id: modelId ?? 'default', kind: 'language' };
  }
}
