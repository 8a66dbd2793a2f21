import type { AiFailure, AiModelInfo } from 'devmgr/plugin-api/contracts/ai';

/**
 * Whether another model may do better. A request that was refused for what it says is refused by the next one too, or sent
 * where the person did not want it; one that is too long fits only a larger window.
 */
export function mayFailOver(failure: AiFailure | undefined, failed: AiModelInfo, next: AiModelInfo): boolean {
  if (failure?.kind === 'refused-request') return false;
  if (failure?.kind !== 'context-too-long') return true;
  return next.contextWindow !== undefined && next.contextWindow > (failed.contextWindow ?? 0);
}
