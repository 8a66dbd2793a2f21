import type { CurrentCall } from './ask-gateway.js';

type Progress = Pick<CurrentCall, 'state' | 'is_stream' | 'output_tokens'>;

/** How far a call is that goes on, for people: `waiting for first token`, `~12 tokens`. */
export function callProgress(call: Progress): string {
  if (call.state === 'queued') return 'waiting for its turn';
  if (call.state === 'waiting') return call.is_stream ? 'waiting for first token' : 'waiting for the answer';
  return tokensText(call);
}

/** The same where there is little room: `no token`. */
export function shortProgress(call: Progress): string {
  if (call.state === 'queued') return 'queued';
  if (call.state === 'waiting') return call.is_stream ? 'no token' : 'no answer';
  return tokensText(call);
}

function tokensText({ output_tokens: tokens }: Progress): string {
  return tokens === null ? 'answering' : `~${tokens} token${tokens === 1 ? '' : 's'}`;
}
