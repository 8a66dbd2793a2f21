import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../gateway-error.js';

/** Paths that there are, with what may be done with them. */
export interface KnownPath {
  /** As the router has it: `/v1/files/:id`, `/v1/models/*`. */
  readonly path: string;
  readonly methods: Set<string>;
}

/** Answers for everything that no route takes: another method of a path that there is (405, OPTIONS: 204), or no such path (404). */
export function notFound(app: FastifyInstance): void {
  const known = new Map<string, KnownPath & { readonly shape: RegExp }>();
  app.addHook('onRoute', ({ path, method }) => {
    const entry = known.get(path) ?? { path, methods: new Set<string>(), shape: shapeOf(path) };
    known.set(path, entry);
    for (const each of [method].flat()) entry.methods.add(each);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const there = [...known.values()].filter(({ shape }) => shape.test(path));
    if (there.length === 0)
      throw new GatewayError({ kind: 'not-found', message: noSuchPath(path), code: 'unknown_url' });
    const allow = [...new Set(there.flatMap(({ methods }) => [...methods]))].sort().join(', ');
    void reply.header('allow', allow);
    if (request.method === 'OPTIONS') return reply.code(204).send();
    const message = `${path} takes ${allow}, not ${request.method}.`;
    throw new GatewayError({ kind: 'invalid-request', status: 405, message, code: 'method_not_allowed' });
  });
}

function shapeOf(path: string): RegExp {
  const parts = path.split('/').map((part) => {
    if (part === '*') return '.+';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}

function noSuchPath(path: string): string {
  return `There is no ${path.slice(0, 100)} here. ${hint(path)}/openapi.json lists what there is.`;
}

function hint(path: string): string {
  if (/^(?:\/v1)?\/responses(?:\/|$)/.test(path))
    return 'The gateway has no Responses API: ask POST /v1/chat/completions (client.chat.completions of the openai packages). ';
  return path.startsWith('/v1') ? '' : 'Paths of the API begin with /v1: your client wants the base URL with it. ';
}
