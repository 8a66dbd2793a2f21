import type { JsonObject } from '../gateway-protocol.js';

/** A route with what it says of itself: JSON Schemas by which requests are checked, and words for people. */
export interface DocumentedRoute {
  readonly method: string;
  /** As the router has it: `/v1/files/:id`. */
  readonly path: string;
  readonly schema: JsonObject;
}

const TITLE = 'devmgr gateway';
const DESCRIPTION =
  "Every AI provider that devmgr knows at one address, in OpenAI's and Anthropic's shapes. Clients send the gateway's token as their API key.";

/** The OpenAPI document (3.1) of these routes. */
export function openApiDocument(routes: readonly DocumentedRoute[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    const path = documentedPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: TITLE, version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
      schemas: { Error: error, AnthropicError: anthropicError },
    },
  };
}

function operation({ path, schema }: DocumentedRoute): JsonObject {
  const { summary, description, operationId, tags, security, body, response, consumes, produces } = schema;
  const type = firstOf(consumes) ?? 'application/json';
  return {
    ...(operationId !== undefined && { operationId }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags }),
    ...(security !== undefined && { security }),
    parameters: [...pathParameters(path, schema), ...queryParameters(schema)],
    ...((body !== undefined || consumes !== undefined) && {
      requestBody: { required: true, content: { [type]: { schema: body ?? { type: 'object' } } } },
    }),
    responses: { ...responses(response, firstOf(produces)), default: failure(path) },
  };
}

/** `:id` and `*` as OpenAPI has them. */
function documentedPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{model}');
}

function pathParameters(path: string, { params }: JsonObject): readonly JsonObject[] {
  const known = propertiesOf(params);
  const names = [...documentedPath(path).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: known[name] ?? { type: 'string' } }));
}

function queryParameters({ querystring }: JsonObject): readonly JsonObject[] {
  const required = (querystring as JsonObject | undefined)?.['required'];
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  return Object.entries(propertiesOf(querystring)).map(([name, schema]) => ({
    name,
    in: 'query',
    required: isRequired(name),
    schema,
  }));
}

function responses(response: unknown, type = 'application/json'): JsonObject {
  const entries = Object.entries((response as JsonObject | undefined) ?? { 200: {} });
  return Object.fromEntries(
    entries.map(([status, told]) => {
      const { description = 'The answer', ...schema } = told as JsonObject;
      const content =
        Object.keys(schema).length > 0 || type !== 'application/json' ? { [type]: { schema } } : undefined;
      return [status, { description, ...(content && { content }) }];
    }),
  );
}

function failure(path: string): JsonObject {
  const name = path.startsWith('/v1/messages') ? 'AnthropicError' : 'Error';
  const schema = { $ref: `#/components/schemas/${name}` };
  return { description: 'What went wrong', content: { 'application/json': { schema } } };
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  return ((schema as JsonObject | undefined)?.['properties'] ?? {}) as JsonObject;
}

function firstOf(value: unknown): string | undefined {
  return Array.isArray(value) ? (value[0] as string | undefined) : undefined;
}

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };

const error = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'param', 'code'],
      properties: { message: text, type: text, param: textOrNull, code: textOrNull },
    },
  },
};

const anthropicError = {
  type: 'object',
  required: ['type', 'error', 'request_id'],
  properties: {
    type: { type: 'string', const: 'error' },
    error: { type: 'object', required: ['type', 'message'], properties: { type: text, message: text } },
    request_id: text,
  },
};
