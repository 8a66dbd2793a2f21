import { API_VERSION } from 'devmgr/plugin-api';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import { unknownMembers } from '../routing/unknown-members.js';

/** Calls that go on, one by one. */
const MOST_CURRENT = 50;

/** What `/status` says: who can be asked, what goes on, and what runs here. No addresses with passwords, no keys. */
export function statusDocument({ ai, calls, context, settings, startedAt }: GatewayParts): JsonObject {
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
    current: calls.soFar(MOST_CURRENT).map(({ id, client, request, model, startedAt: at, firstTokenMs, target }) => ({
      id,
      client: context.text.redact(client),
      request,
      model: model ?? null,
      last_failed: target ?? null,
      first_token_ms: firstTokenMs ?? null,
      running_ms: context.clock.now() - at,
    })),
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
