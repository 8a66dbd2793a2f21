import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askThrough } from '../../providers/http-provider/asked-through.js';
import type { GatewayAnswer } from '../gateway-call.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import { gatewayChain } from '../security/gateway-chain.js';
import { serveCall, type CallWork, type ServedCall } from '../server/serve-call.js';
import { chatAboutCode, type ChatBody } from './chat-about-code.js';
import { chatSchema, generateSchema, searchQuerySchema, searchSchema } from './code-schemas.js';
import { FreshIndex } from './fresh-index.js';
import { generateCode, type GenerateBody } from './generate-code.js';
import { searchCode, type SearchRequest } from './search-code.js';

type ServeRest = readonly [about: ServedCall, work: (call: CallWork) => Promise<GatewayAnswer>];

const usualResults = 10;

/** `/v1/code/...`: what devmgr knows of the project. */
export function codeRoutes(app: FastifyInstance, parts: GatewayParts): void {
  const index = new FreshIndex(parts.context);
  app.addHook('onClose', () => index.dispose());
  // Other plugins ask the models: they know nothing of gateways.
  const serve = (request: FastifyRequest, reply: FastifyReply, ...rest: ServeRest) =>
    askThrough([...gatewayChain(request.headers), parts.gatewayId], () => serveCall(request, reply, parts, ...rest));
  const search = (request: FastifyRequest, reply: FastifyReply, wanted: SearchRequest) =>
    serve(request, reply, { model: undefined, isStream: false, body: wanted }, async ({ signal }) =>
      whole(await searchCode(wanted, { index, context: parts.context }, signal)),
    );
  app.post<{ Body: { query: string; k?: number } }>('/v1/code/search', { schema: searchSchema }, (request, reply) => {
    const { query, k = usualResults } = request.body;
    return search(request, reply, { query, k });
  });
  app.get<{ Querystring: { q: string; k?: string } }>(
    '/v1/code/search',
    { schema: searchQuerySchema },
    (request, reply) => {
      const { q, k = usualResults } = request.query;
      return search(request, reply, { query: q, k: Number(k) });
    },
  );
  app.post<{ Body: ChatBody }>('/v1/code/chat', { schema: chatSchema }, (request, reply) => {
    const { body } = request;
    const about = { model: body.model, isStream: body.stream === true, body };
    return serve(request, reply, about, (call) => chatAboutCode(body, parts, call));
  });
  app.post<{ Body: GenerateBody }>('/v1/code/generate', { schema: generateSchema }, (request, reply) => {
    const { body } = request;
    const about = { model: body.model, isStream: false, body };
    return serve(request, reply, about, async (call) => whole(await generateCode(body, parts, call)));
  });
}

function whole(document: JsonObject) {
  return { kind: 'whole', headers: {}, body: JSON.stringify(document) } as const;
}
