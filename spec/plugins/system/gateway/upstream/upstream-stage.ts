import type { AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type { AnswerCall, GatewayAnswer, Upstream } from '../../../../../plugins/system/gateway/gateway-call.js';
import type { GatewayRoute, GatewaySettings } from '../../../../../plugins/system/gateway/gateway-settings.js';
import type { CallTrace, CallTry } from '../../../../../plugins/system/gateway/record/call-trace.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { createUpstream } from '../../../../../plugins/system/gateway/upstream/create-upstream.js';
import type { UpstreamOptions } from '../../../../../plugins/system/gateway/upstream/upstream-options.js';
import { aiStage, type AiStage } from '../../providers/support/ai-stage.js';

export interface UpstreamStage {
  readonly ai: AiStage;
  readonly upstream: Upstream;
  readonly settings: { routes: Map<string, GatewayRoute>; aliases: Map<string, string> };
  dispose(): Promise<void>;
}

export interface UpstreamStageOptions extends Partial<Omit<UpstreamOptions, 'ai' | 'settings'>> {
  /** Base URLs by provider; `openai` and `anthropic` have keys. Others are made by the settings. */
  readonly providers: Readonly<Record<string, string>>;
  readonly tables?: Readonly<Record<string, object>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export const KEY = 'sk-secret-0123456789abcdef';

/** An upstream over the real provider layer, whose providers are at the addresses given. */
export function upstreamStage(options: UpstreamStageOptions): UpstreamStage {
  const { providers, tables = {}, settings: more = {}, ...rest } = options;
  const known = { openai: 'OPENAI_BASE_URL', anthropic: 'ANTHROPIC_BASE_URL' } as const;
  const env: Record<string, string> = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY };
  const added: Record<string, object> = {};
  for (const [id, url] of Object.entries(providers)) {
    const variable = (known as Record<string, string | undefined>)[id];
    if (variable === undefined) added[id] = { 'base-url': url, 'is-key-optional': true, ...tables[id] };
    else env[variable] = url;
  }
  const ai = aiStage({ env, settings: { ...more, providers: added } });
  const settings = { routes: new Map<string, GatewayRoute>(), aliases: new Map<string, string>() };
  const upstream = createUpstream({
    translations: async () => translationBetween,
    ...rest,
    ai,
    settings: () => ({ ...SETTINGS, ...settings }),
  });
  return { ai, upstream, settings, dispose: () => ai.dispose() };
}

const SETTINGS: GatewaySettings = {
  port: 0,
  routes: new Map(),
  aliases: new Map(),
  record: 'off',
  keepCalls: 0,
  maxBodyBytes: 1e6,
  maxFileBytes: 1e6,
  requestsPerMinute: 0,
  maxConcurrent: 100,
  problems: [],
};

export function route(name: string, models: readonly string[], changes: Partial<GatewayRoute> = {}): GatewayRoute {
  const members = models.map((model) => ({
    model,
    weight: 1,
    firstTokenTimeoutMs: undefined,
    idleTimeoutMs: undefined,
  }));
  return { name, members, order: 'ordered', cooldownMs: undefined, maxTries: 5, maxConcurrent: undefined, ...changes };
}

export interface NotedTrace extends CallTrace {
  readonly tries: CallTry[];
  readonly routes: string[];
  readonly asked: string[];
  pieces: number;
  readonly usages: AiUsage[];
  readonly texts: string[];
  readonly bodies: unknown[];
  firstTokens: number;
}

export function notedTrace(keepsTexts = false): NotedTrace {
  const trace: NotedTrace = {
    id: 'call-1',
    keepsTexts,
    tries: [],
    routes: [],
    asked: [],
    pieces: 0,
    usages: [],
    texts: [],
    bodies: [],
    firstTokens: 0,
    routed: (name) => void trace.routes.push(name),
    asking: (target) => void trace.asked.push(target),
    streamed: (pieces) => void (trace.pieces += pieces),
    tried: (attempt) => void trace.tries.push(attempt),
    firstToken: () => void (trace.firstTokens += 1),
    usage: (usage) => void trace.usages.push(usage),
    sent: (body) => void trace.bodies.push(body),
    said: (text) => void trace.texts.push(text),
  };
  return trace;
}

export function chatCall(model: string, changes: Partial<AnswerCall> & { readonly body?: object } = {}): AnswerCall {
  const { body, isStream = false, ...rest } = changes;
  return {
    format: 'openai-chat',
    model,
    isStream,
    headers: {},
    signal: AbortSignal.timeout(60_000),
    trace: notedTrace(),
    ...rest,
    body: { model, messages: [{ role: 'user', content: 'hello' }], ...(isStream && { stream: true }), ...body },
  };
}

/** The pieces of a stream. */
export async function eventsOfAnswer(answer: GatewayAnswer): Promise<string> {
  if (answer.kind !== 'stream') throw new Error('It came whole');
  let text = '';
  for await (const piece of answer.events) text += piece;
  return text;
}

export function bodyOfAnswer(answer: GatewayAnswer): Record<string, unknown> {
  if (answer.kind !== 'whole') throw new Error('It is a stream');
  return JSON.parse(answer.body) as Record<string, unknown>;
}

/** A chunk of a chat completion as an event. */
export function chunkEvent(delta: object, finish: string | null = null, more: object = {}): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm-2026', choices, ...more })}\n\n`;
}

export const USAGE_EVENT = `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm-2026', choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } })}\n\n`;

export function completion(content: string): object {
  return {
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'm-2026',
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop', logprobs: null },
    ],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  };
}
