import Fastify, { type FastifyInstance } from 'fastify';
import { GatewayError } from '../../../../../plugins/system/gateway/gateway-error.js';

export interface ErrorBody {
  readonly error: { readonly message: string; readonly param: string | null; readonly code: string | null };
}

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface RouteStage extends AsyncDisposable {
  readonly url: string;
  json<Body = ErrorBody>(method: string, path: string, body?: unknown): Promise<Answered<Body>>;
}

/** Routes of the gateway on a real port, without its security; errors are said in OpenAI's shape. */
export async function routeStage(register: (app: FastifyInstance) => void): Promise<RouteStage> {
  const app = Fastify({ forceCloseConnections: true });
  app.setErrorHandler((error, _request, reply) => {
    const known = error instanceof GatewayError;
    const { message, statusCode = 500 } = error as Error & { statusCode?: number };
    const { status, param = null, code = null } = known ? error : { status: statusCode };
    return reply.status(status).send({ error: { message, type: known ? error.kind : 'bug', param, code } });
  });
  register(app);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    json: async <Body>(method: string, path: string, body?: unknown) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(url + path, { method, headers, ...text });
      return { status: response.status, body: (await response.json()) as Body };
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}
