import { isHttp } from '../../../providers/registry/provider-entry.js';
import type { EmbeddingsCall, GatewayAnswer } from '../../gateway-call.js';
import { askInTurn } from '../../routing/ask-in-turn.js';
import { answerHeaders } from '../answer-headers.js';
import { noteTry, noteUsage } from '../note-try.js';
import { planCall } from '../plan-call.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { embedInProcess } from './embed-in-process.js';
import { embedOverHttp } from './embed-over-http.js';
import { embeddingsBody } from './embedded.js';
import { embeddingsInput } from './embeddings-input.js';

/** See `Upstream.embeddings`. */
export async function embeddingsCall(world: UpstreamWorld, call: EmbeddingsCall): Promise<GatewayAnswer> {
  const { signal, trace } = call;
  const wanted = embeddingsInput(call.body);
  if (trace.keepsTexts) trace.sent(call.body);
  const plan = await planCall(world, call.model, signal);
  if (plan.route !== undefined) trace.routed(plan.route);
  const running = world.running.enter(plan.limit);
  try {
    const turn = await askInTurn(world, plan, call, (model) => {
      const { entry } = model;
      return isHttp(entry)
        ? embedOverHttp(world, model, entry.provider, call, wanted)
        : embedInProcess(model, call, wanted);
    });
    noteUsage(trace, turn.value.model, turn.value.usage);
    noteTry(trace, turn, { outcome: 'answered' });
    return {
      kind: 'whole',
      headers: answerHeaders(plan, turn, turn.value),
      body: JSON.stringify(embeddingsBody(turn.value)),
    };
  } finally {
    void running.dispose();
  }
}
