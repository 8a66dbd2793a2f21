import type { AiRequest } from 'devmgr/plugin-api/contracts/ai';
import type { AiQuirks } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { matchesAny } from './matches-any.js';

export interface SamplingParameters {
  readonly temperature: number | undefined;
  readonly topP: number | undefined;
  /** What was left out and why. */
  readonly notes: readonly string[];
}

/** `temperature` and `top_p` as far as the model takes them: newer models answer 400 to either of them. */
export function samplingParameters(
  quirks: AiQuirks | undefined,
  modelId: string,
  request: AiRequest,
): SamplingParameters {
  const { temperature, topP } = request;
  if (takesSampling(quirks, modelId)) return { temperature, topP, notes: [] };
  const refused = [temperature === undefined ? [] : 'temperature', topP === undefined ? [] : 'top_p'].flat();
  const notes = refused.map((name) => `${name} is left out: ${modelId} refuses it`);
  return { temperature: undefined, topP: undefined, notes };
}

function takesSampling(quirks: AiQuirks | undefined, modelId: string): boolean {
  if (matchesAny(quirks?.noSamplingModels ?? [], modelId)) return false;
  return quirks?.samplingModels === undefined || matchesAny(quirks.samplingModels, modelId);
}
