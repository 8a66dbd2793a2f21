import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';

export interface TokenLimit {
  readonly tokens: number;
  readonly notes: readonly string[];
}

/** A limit of the answer that the model takes: providers answer 400 to more than its maximum. */
export function tokenLimit(model: AiModelInfo, asked: number): TokenLimit {
  const most = model.maxOutputTokens ?? Number.MAX_SAFE_INTEGER;
  const tokens = Math.min(Math.max(1, Math.floor(asked)), most);
  const notes = asked > most ? [`the answer is limited to ${most} tokens: ${model.id} writes no more`] : [];
  return { tokens, notes };
}
