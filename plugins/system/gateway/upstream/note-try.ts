import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { costUsd } from '../../providers/catalogue/cost-usd.js';
import type { Turn } from '../routing/ask-in-turn.js';
import type { CallTrace, CallTry } from '../record/call-trace.js';
import type { TranslatedUsage } from '../translate/translation.js';

/** The request that was answered, or begun to be. */
export function noteTry(
  trace: CallTrace,
  { model, value, startedAt }: Turn<{ readonly model: AiModelInfo }>,
  end: Pick<CallTry, 'outcome' | 'reason'>,
): void {
  const target = `${model.entry.provider.id}/${value.model.id}`;
  trace.tried({ target, ...end, durationMs: performance.now() - startedAt });
}

/** The cost is an estimate from list prices. */
export function noteUsage(trace: CallTrace, model: AiModelInfo, { inputTokens, outputTokens }: TranslatedUsage): void {
  if (inputTokens === undefined && outputTokens === undefined) return;
  const tokens = { inputTokens, outputTokens };
  trace.usage({ ...tokens, costUsd: costUsd(model, tokens) });
}
