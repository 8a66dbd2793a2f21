import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import { listedModels, type ListedModel } from './listed-models.js';
import { anthropicModel, openAiModel } from './model-documents.js';
import { modelSchema, modelsSchema } from './model-schemas.js';
import { protocolOf } from './protocol-of.js';

/** Providers are looked at before they are listed when nobody has; for so long a client waits for that. */
const LOOK_MS = 4000;

/** `/v1/models`, in the shape of the client: routes and aliases first, then the models of all providers. */
export function modelRoutes(app: FastifyInstance, parts: GatewayParts): void {
  app.get('/v1/models', { schema: modelsSchema }, async (request) => {
    await lookOnce(parts);
    const models = listedModels(parts);
    if (protocolOf(request) === 'openai') return { object: 'list', data: models.map(openAiModel) };
    return anthropicPage(models, request.query as JsonObject);
  });
  app.get<{ Params: { '*': string } }>('/v1/models/*', { schema: modelSchema }, async (request) => {
    await lookOnce(parts);
    const name = request.params['*'];
    const model = listedModels(parts).find(({ id }) => id === name);
    if (!model) throw unknown(name);
    return protocolOf(request) === 'openai' ? openAiModel(model) : anthropicModel(model);
  });
}

/** Who has a key or an address, and was not looked at yet. */
async function lookOnce({ ai }: GatewayParts): Promise<void> {
  const unknowns = ai.registry.all.get().filter(({ state }) => state.get().checkedAt === undefined);
  if (unknowns.length === 0) return;
  const providerIds = unknowns.map(({ id }) => id);
  await ai.look({ signal: AbortSignal.timeout(LOOK_MS), providerIds });
}

function anthropicPage(models: readonly ListedModel[], query: JsonObject): JsonObject {
  const limit = limitOf(query['limit']);
  const at = (id: unknown) => models.findIndex((model) => model.id === id);
  const after = query['after_id'] === undefined ? 0 : at(query['after_id']) + 1;
  const before = query['before_id'] === undefined ? undefined : Math.max(0, at(query['before_id']));
  const rest = before === undefined ? models.slice(after) : models.slice(Math.max(0, before - limit), before);
  const page = rest.slice(0, limit);
  const hasMore = before === undefined ? rest.length > limit : before > limit;
  return {
    data: page.map(anthropicModel),
    has_more: hasMore,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
  };
}

function limitOf(value: unknown): number {
  if (value === undefined) return 20;
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new GatewayError({ kind: 'invalid-request', message: 'limit must be from 1 to 1000.', param: 'limit' });
}

function unknown(name: string): GatewayError {
  const message = `The model ${JSON.stringify(name.slice(0, 100))} is not listed by any provider. GET /v1/models has all of them.`;
  return new GatewayError({ kind: 'not-found', message, code: 'model_not_found', param: 'model' });
}
