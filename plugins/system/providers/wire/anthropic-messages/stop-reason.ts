import type { WirePart } from '../wire-format.js';

type Reason = Extract<WirePart, { type: 'finish' }>['reason'];

const reasons: Readonly<Record<string, Reason>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'content-filter',
};

/** `end_turn`, `stop_sequence`, `tool_use`, `pause_turn` and what is not known are an ordinary end. */
export function stopReason(reason: string | undefined): readonly WirePart[] {
  if (reason === undefined) return [];
  return [{ type: 'finish', reason: Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 'stop') : 'stop' }];
}
