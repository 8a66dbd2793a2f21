import type { WirePart } from '../wire-format.js';

type Reason = Extract<WirePart, { type: 'finish' }>['reason'];

const reasons: Readonly<Record<string, Reason>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'content-filter',
};

/** `stop`, `eos` (Together), `load` (Ollama), `tool_calls` and what is not known are an ordinary end. */
export function finishReason(reason: string): Reason {
  return Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 'stop') : 'stop';
}
