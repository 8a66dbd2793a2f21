import type { FastifyInstance } from 'fastify';
import { expandFiles } from '../files/expand-files.js';
import { requestSignal } from '../files/request-signal.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import { gatewayChain } from '../security/gateway-chain.js';
import { countTokensSchema } from './answer-schemas.js';

interface CountBody extends JsonObject {
  readonly model: string;
}

/** What an image is for a model, about: its bytes are not text. */
const IMAGE_TOKENS = 1600;
const IMAGE = /"data":"[A-Za-z0-9+/=]{200,}"/g;

/** `/v1/messages/count_tokens`: Anthropic counts itself where it would be asked; for others it is an estimate. */
export function countTokensRoute(app: FastifyInstance, { context, files, upstream }: GatewayParts): void {
  app.post<{ Body: CountBody }>('/v1/messages/count_tokens', { schema: countTokensSchema }, async (request, reply) => {
    const body = await expandFiles(request.body, 'anthropic-messages', files);
    const { model } = request.body;
    const beta = request.headers['anthropic-beta'];
    const headers = beta === undefined ? {} : { 'anthropic-beta': String(beta) };
    const counted = await upstream.countTokens({
      body,
      model,
      headers,
      askedThrough: gatewayChain(request.headers),
      signal: requestSignal(reply),
    });
    if (!counted) return { input_tokens: await estimate(body, context) };
    reply.header('x-devmgr-provider', counted.providerId);
    return { input_tokens: counted.inputTokens };
  });
}

async function estimate({ system, messages, tools }: JsonObject, { text }: Pick<GatewayParts['context'], 'text'>) {
  let images = 0;
  const words = JSON.stringify([system, messages, tools]).replace(IMAGE, () => {
    images += 1;
    return '""';
  });
  return (await text.countTokens(words)) + images * IMAGE_TOKENS;
}
