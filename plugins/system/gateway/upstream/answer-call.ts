import { isHttp } from '../../providers/registry/provider-entry.js';
import type { AnswerCall, GatewayAnswer } from '../gateway-call.js';
import { askInTurn, type Turn } from '../routing/ask-in-turn.js';
import type { PlannedModel, RoutePlan } from '../routing/route-plan.js';
import { answerHeaders } from './answer-headers.js';
import { askCompletions } from './http/ask-completions.js';
import { askHttp } from './http/ask-http.js';
import { noteTry, noteUsage } from './note-try.js';
import { planCall } from './plan-call.js';
import { streamedEvents } from './streamed-events.js';
import type { TriedAnswer } from './tried-answer.js';
import type { UpstreamWorld } from './upstream-world.js';

/** See `Upstream.answer`. */
export async function answerCall(world: UpstreamWorld, call: AnswerCall): Promise<GatewayAnswer> {
  const { signal, trace } = call;
  if (trace.keepsTexts) trace.sent(call.body);
  const plan = await planCall(world, call.model, signal);
  if (plan.route !== undefined) trace.routed(plan.route);
  const running = world.running.enter(plan.limit);
  try {
    const turn = await askInTurn(world, plan, call, (model) => ask(world, model, call));
    return finish(call, plan, turn, () => void running.dispose());
  } catch (error) {
    void running.dispose();
    throw error;
  }
}

async function ask(world: UpstreamWorld, model: PlannedModel, call: AnswerCall): Promise<TriedAnswer> {
  const { entry } = model;
  if (isHttp(entry))
    return (call.format === 'openai-completions' ? askCompletions : askHttp)(world, model, entry.provider, call);
  const { askInProcess } = await import('./in-process/ask-in-process.js');
  return askInProcess(world, model, entry.provider, call);
}

function finish(call: AnswerCall, plan: RoutePlan, turn: Turn<TriedAnswer>, release: () => void): GatewayAnswer {
  const { value } = turn;
  const headers = answerHeaders(plan, turn, value);
  if (value.kind === 'stream') return { kind: 'stream', headers, events: streamedEvents(call, turn, value, release) };
  call.trace.firstToken();
  noteUsage(call.trace, value.model, value.usage);
  if (call.trace.keepsTexts) call.trace.said(value.said);
  noteTry(call.trace, turn, { outcome: 'answered' });
  release();
  return { kind: 'whole', headers, body: value.body };
}
