import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PluginContext } from 'devmgr/plugin-api';
import type { GatewayError } from '../gateway-error.js';
import { onBadConnection, onExpectation } from './bad-connection.js';
import { callIds } from './call-ids.js';
import { notFound } from './not-found.js';
import { readJsonBody } from './read-json-body.js';
import { sendError } from './send-error.js';

export interface AppOptions {
  readonly context: Pick<PluginContext, 'log' | 'text'>;
  readonly maxBodyBytes: number;
  /** A request has come to nothing before it was anything; it is told so already. */
  readonly onRefusal: (request: FastifyRequest, error: GatewayError) => void;
}

const REQUEST_MS = 600_000;

/** How much a request may take, in bytes and milliseconds. Without `Host` it comes as far as to be told so. */
export const HTTP_LIMITS = { maxHeaderSize: 32 * 1024, headersTimeout: 20_000, requireHostHeader: false } as const;

/** The application without its routes: how bodies are read, requests checked against schemas, and failures told. */
export async function createApp({ context, maxBodyBytes, onRefusal }: AppOptions): Promise<FastifyInstance> {
  const { default: fastify } = await import('fastify');
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    onRefusal(request, sendError(request, reply, error, context));
  const app = fastify({
    bodyLimit: maxBodyBytes,
    http: HTTP_LIMITS,
    requestTimeout: REQUEST_MS,
    genReqId: callIds(),
    // Those who are told so expect the shape of a protocol.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    // A request is taken as it is, or refused: nothing is turned into something else, and what nobody knows stays.
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        allErrors: false,
        strict: false,
      },
    },
    frameworkErrors: refuse,
    clientErrorHandler: onBadConnection,
  });
  app.server.on('checkExpectation', onExpectation);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(refuse);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(?:[\w.-]+\+)?json\b/i, { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, readJsonBody(bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  notFound(app);
  return app;
}
