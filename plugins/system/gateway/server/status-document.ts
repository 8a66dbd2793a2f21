import { API_VERSION } from 'devmgr/plugin-api';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import type { CallSoFar } from './served-calls.js';
import { unknownMembers } from '../routing/unknown-members.js';

/** Calls that go on, one by one. */
const MOST_CURRENT = 50;

/** What `/status` says: who can be asked, what goes on, and what runs here. No addresses with passwords, no keys. */
export function statusDocument({ ai, calls, context, settings, startedAt, upstream }: GatewayParts): JsonObject {
  const { rss, heapUsed } = process.memoryUsage();
  const { maxConcurrent, requestsPerMinute, record, routes, aliases, problems } = settings();
  return {
    versions: { plugin_api: API_VERSION, node: process.versions.node },
    uptime_seconds: Math.floor((context.clock.now() - startedAt) / 1000),
    calls: {
      running: calls.slots.taken,
      waiting: calls.slots.waiting,
      ...calls.counts,
    },
    current: calls.soFar(MOST_CURRENT).map((call) => currentDocument(call, context)),
    limits: { max_concurrent: maxConcurrent, requests_per_minute: requestsPerMinute },
    record,
    memory: { rss_bytes: rss, heap_bytes: heapUsed },
    providers: ai.registry.all.get().map(({ id, title, kind, state }) => {
      const { status, models, defaultModel, latencyMs, checkedAt } = state.get();
      return {
        id,
        title,
        kind,
        status: status.kind,
        models: models.length,
        default_model: defaultModel ?? null,
        latency_ms: latencyMs ?? null,
        checked_at: checkedAt === undefined ? null : new Date(checkedAt).toISOString(),
      };
    }),
    cooldowns: cooldowns(upstream, context),
    routes: [...routes.values()].map(({ name, order, members }) => ({
      name,
      order,
      models: members.map(({ model }) => model),
    })),
    aliases: Object.fromEntries(aliases),
    problems: [...problems, ...unknownMembers(ai.registry, { routes, aliases })].map((problem) =>
      context.text.redact(problem),
    ),
  };
}

/** Without those that have ended meanwhile. */
function cooldowns(upstream: GatewayParts['upstream'], { text, clock }: GatewayParts['context']): JsonObject[] {
  const now = clock.now();
  return upstream
    .resting()
    .filter(({ until }) => until > now)
    .map(({ name, isProvider, reason, until }) => ({
      name,
      is_provider: isProvider,
      reason: text.redact(reason),
      until: new Date(until).toISOString(),
      left_ms: until - now,
    }));
}

function currentDocument(call: CallSoFar, { text, clock }: GatewayParts['context']): JsonObject {
  const { id, client, request, model, route, target, lastFailed, state, isStream, startedAt } = call;
  const { firstTokenMs, outputTokens } = call;
  return {
    id,
    client: text.redact(client),
    request,
    model: model === undefined ? null : text.redact(model),
    route: route ?? null,
    target: target ?? null,
    last_failed: lastFailed ?? null,
    state,
    is_stream: isStream,
    started_at: new Date(startedAt).toISOString(),
    first_token_ms: firstTokenMs ?? null,
    output_tokens: outputTokens ?? null,
    running_ms: clock.now() - startedAt,
  };
}
