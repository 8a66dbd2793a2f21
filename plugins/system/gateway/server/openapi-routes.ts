import type { FastifyInstance } from 'fastify';
import { openApiDocument, type DocumentedRoute } from './openapi-document.js';

const schema = {
  operationId: 'getOpenApi',
  summary: 'This document',
  tags: ['gateway'],
  response: { 200: { description: 'OpenAPI 3.1', type: 'object' } },
};

/** `/openapi.json`, made of the routes that are registered after this. */
export function openApiRoutes(app: FastifyInstance): void {
  const routes: DocumentedRoute[] = [];
  let document: object | undefined;
  app.addHook('onRoute', ({ method, path, schema: told }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, path, schema: { ...told } });
  });
  app.get('/openapi.json', { schema }, () => (document ??= openApiDocument(routes)));
}
