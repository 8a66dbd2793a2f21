import type { FastifyInstance } from 'fastify';
import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import { statusDocument } from './status-document.js';
import { healthSchema, readySchema, statusSchema } from './state-schemas.js';

/** `/health`, `/ready` and `/status`: nobody is asked for them, and no tokens are spent. */
export function stateRoutes(app: FastifyInstance, parts: GatewayParts): void {
  app.get('/health', { schema: healthSchema }, () => ({ status: 'ok' }));
  app.get('/ready', { schema: readySchema }, () => {
    const providers = parts.ai.registry.all.get().map(({ id, state }) => ({ id, status: state.get().status }));
    const ready = providers.filter(({ status }) => status.kind === 'ready').map(({ id }) => id);
    if (ready.length === 0) throw notReady(providers);
    return { status: 'ready', providers: ready };
  });
  app.get('/status', { schema: statusSchema }, () => statusDocument(parts));
}

function notReady(providers: readonly { readonly id: string; readonly status: AiProviderStatus }[]): GatewayError {
  const looked = providers.some(({ status }) => status.kind !== 'unknown');
  const states = providers.map(({ id, status }) => `${id} ${status.kind}`).join(', ');
  const message = looked
    ? `No provider is ready: ${states.slice(0, 500)}. See devmgr providers.`
    : 'The providers are being looked at. Ask again in a moment.';
  return new GatewayError({ kind: 'overloaded', message, code: 'not_ready', retryAfterMs: looked ? 30_000 : 1000 });
}
