import type { FastifyInstance, FastifyRequest } from 'fastify';
import { expandFiles } from '../files/expand-files.js';
import type { AnswerFormat, JsonObject } from '../gateway-protocol.js';
import type { GatewayParts } from '../gateway-parts.js';
import { gatewayChain } from '../security/gateway-chain.js';
import { chatSchema, completionsSchema, embeddingsSchema, messagesSchema } from './answer-schemas.js';
import { serveCall } from './serve-call.js';

interface AnswerBody extends JsonObject {
  readonly model: string;
  readonly stream?: boolean | null;
}

const FORMATS: readonly (readonly [path: string, format: AnswerFormat, schema: object])[] = [
  ['/v1/chat/completions', 'openai-chat', chatSchema],
  ['/v1/completions', 'openai-completions', completionsSchema],
  ['/v1/messages', 'anthropic-messages', messagesSchema],
];

/** What models answer. */
export function answerRoutes(app: FastifyInstance, parts: GatewayParts): void {
  for (const [path, format, schema] of FORMATS)
    app.post<{ Body: AnswerBody }>(path, { schema }, (request, reply) => {
      const { body } = request;
      const { model } = body;
      const isStream = body.stream === true;
      return serveCall(request, reply, parts, { model, isStream, body }, async (call) => {
        const whole = await expandFiles(body, format, parts.files);
        return parts.upstream.answer({
          ...call,
          format,
          body: whole,
          model,
          isStream,
          headers: ofProtocol(request),
          askedThrough: gatewayChain(request.headers),
        });
      });
    });
  app.post<{ Body: AnswerBody }>('/v1/embeddings', { schema: embeddingsSchema }, (request, reply) => {
    const { body } = request;
    const { model } = body;
    return serveCall(request, reply, parts, { model, isStream: false, body }, (call) =>
      parts.upstream.embeddings({ ...call, body, model, askedThrough: gatewayChain(request.headers) }),
    );
  });
}

const PROTOCOL_HEADERS = ['anthropic-beta', 'anthropic-version'] as const;

function ofProtocol({ headers }: FastifyRequest): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const name of PROTOCOL_HEADERS) {
    const value = headers[name];
    if (value !== undefined) given[name] = String(value);
  }
  return given;
}
