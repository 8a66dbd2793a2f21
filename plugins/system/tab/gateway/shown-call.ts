import type { CurrentCall } from '../../gateway/ask-gateway.js';
import { callProgress, shortProgress } from '../../gateway/call-progress.js';
import type { CallRecord } from '../../gateway/record/call-record.js';

/** A call that is over, or one that goes on: `progress` says how far it is, and `durationMs` is until now. */
export type ShownCall =
  | (CallRecord & { readonly progress?: undefined })
  | (Pick<
      CallRecord,
      'id' | 'startedAt' | 'client' | 'request' | 'model' | 'route' | 'target' | 'isStream' | 'firstTokenMs'
    > &
      Pick<CallRecord, 'durationMs' | 'outputTokens'> & { readonly progress: string; readonly shortProgress: string });

/** A call of `/status` for the list. */
export function runningCall(call: CurrentCall): ShownCall {
  return {
    id: call.id,
    startedAt: Date.parse(call.started_at),
    client: call.client,
    request: call.request,
    model: call.model ?? undefined,
    route: call.route ?? undefined,
    target: call.target ?? undefined,
    isStream: call.is_stream,
    firstTokenMs: call.first_token_ms ?? undefined,
    outputTokens: call.output_tokens ?? undefined,
    durationMs: call.running_ms,
    progress: callProgress(call),
    shortProgress: shortProgress(call),
  };
}
