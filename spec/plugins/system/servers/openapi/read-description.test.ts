import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../../../../plugins/system/servers/openapi/example-of.js';
import { readDescription } from '../../../../../plugins/system/servers/openapi/read-description.js';
import { SchemaLookup } from '../../../../../plugins/system/servers/openapi/schema-lookup.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const document = (part: object, paths: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '2' },
  paths,
  ...part,
});
const read = (paths: object, part: object = {}, path = '/openapi.json') =>
  readDescription(document(part, paths), path)?.routes ?? [];

describe('examples', () => {
  const components = {
    schemas: {
      Tree: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          parent: { anyOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'null' }] },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
      Cat: { type: 'object', properties: { purrs: { type: 'boolean' } } },
      Circle: { $ref: '#/components/schemas/Circle' },
      Base: { type: 'object', properties: { id: { type: 'integer' } } },
    },
  };
  const make = (schema: unknown) => exampleOf(schema, new SchemaLookup({ components }));

  it.each<[string, object, unknown]>([
    ['a text', { type: 'string' }, 'string'],
    ['a date', { type: 'string', format: 'date' }, '2026-01-31'],
    ['a text that is long enough', { type: 'string', minLength: 9 }, 'stringxxx'],
    ['the least number', { type: 'integer', minimum: 3 }, 3],
    ['a number above', { type: 'number', exclusiveMinimum: 0 }, 1],
    ['a multiple', { type: 'integer', minimum: 7, multipleOf: 5 }, 10],
    ['its example', { type: 'integer', example: 41, default: 2 }, 41],
    ['the first of its examples', { type: 'string', examples: ['a', 'b'] }, 'a'],
    ['its default', { type: 'integer', default: 2 }, 2],
    ['the first allowed value', { enum: ['low', 'high'] }, 'low'],
    ['a constant', { const: 'x' }, 'x'],
    ['a list', { type: 'array', items: { type: 'boolean' } }, [true]],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] }, [0, 'string']],
    ['an optional one', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, 0],
    ['one of two types', { type: ['null', 'string'] }, 'string'],
    ['a map', { type: 'object', additionalProperties: { type: 'integer' } }, { key: 0 }],
    [
      'what is given in parts',
      { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { a: { type: 'null' } } }] },
      { id: 0, a: null },
    ],
    ['one of several', { oneOf: [{ $ref: '#/components/schemas/Cat' }] }, { purrs: true }],
    [
      'a recursive one, which ends',
      { $ref: '#/components/schemas/Tree' },
      { name: 'string', parent: null, children: [] },
    ],
    ['no reference in a circle', { $ref: '#/components/schemas/Circle' }, {}],
    ['no reference to nothing', { $ref: '#/components/schemas/None' }, {}],
    [
      'nothing that only the server sets',
      { type: 'object', properties: { id: { type: 'integer', readOnly: true } } },
      {},
    ],
  ])('makes %s', (_name, schema, expected) => expect(make(schema)).toEqual(expected));

  it('ends also where a schema unfolds without end in its breadth', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `S${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
    const schemas = Object.fromEntries(names.map((name) => [name, { type: 'object', properties }]));
    const lookup = new SchemaLookup({ components: { schemas } });
    const made = await expectQuick(500, () => exampleOf({ $ref: '#/components/schemas/S0' }, lookup));
    expect(JSON.stringify(made).length).toBeLessThan(20_000);
  });
});

describe('routes', () => {
  it('has parameters with type, default, allowed values and example; those of an operation win', () => {
    const [route] = read({
      '/orders/{id}': {
        parameters: [{ name: 'id', in: 'path', schema: { type: 'string' } }],
        get: {
          summary: 'One order',
          tags: ['orders'],
          operationId: 'get_order',
          deprecated: true,
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'integer' }, example: 7 },
            {
              name: 'sort',
              in: 'query',
              schema: { anyOf: [{ enum: ['up', 'down'], type: 'string' }, { type: 'null' }], default: 'up' },
            },
            { name: 'tag', in: 'query', required: true, schema: { type: 'array', items: { type: 'string' } } },
            { name: 'deep', in: 'query', schema: { type: 'boolean' } },
            { name: 'broken', in: 'body' },
            7,
          ],
        },
      },
    });
    expect(route).toMatchObject({
      method: 'GET',
      path: '/orders/{id}',
      summary: 'One order',
      tags: ['orders'],
      deprecated: true,
      operationId: 'get_order',
    });
    expect(route?.parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, type: 'integer', example: '7' },
      { name: 'sort', required: false, type: 'string or null', default: 'up', options: ['up', 'down'] },
      { name: 'tag', required: true, type: 'array of string', isArray: true },
      { name: 'deep', options: ['true', 'false'] },
    ]);
  });

  it('prefers JSON, and has the fields of forms and files', () => {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' }, note: { type: 'string' } },
    };
    const [json, form] = read({
      '/a': {
        post: {
          requestBody: {
            required: true,
            content: { 'text/plain': {}, 'application/json': { schema: { type: 'integer' } } },
          },
        },
      },
      '/b': { post: { requestBody: { content: { 'multipart/form-data': { schema: { allOf: [schema] } } } } } },
    });
    expect(json?.body).toEqual({ contentType: 'application/json', required: true, example: '0', fields: [] });
    expect(form?.body).toMatchObject({
      contentType: 'multipart/form-data',
      fields: [
        { name: 'file', required: true, isFile: true, type: 'file' },
        { name: 'note', required: false, isFile: false, example: 'string' },
      ],
    });
  });

  it('says what must be sent along', () => {
    const components = {
      securitySchemes: {
        oauth: { type: 'oauth2', flows: {} },
        key: { type: 'apiKey', in: 'query', name: 'api_key' },
        basic: { type: 'http', scheme: 'basic' },
      },
    };
    const routes = read(
      { '/a': { get: { security: [{ oauth: [] }, { key: [] }] }, post: { security: [{ basic: [] }, {}] }, put: {} } },
      { components, security: [{ basic: [] }] },
    );
    expect(Object.fromEntries(routes.map(({ method, security }) => [method, security]))).toEqual({
      GET: ['header Authorization: Bearer', 'query api_key'],
      POST: [],
      PUT: ['header Authorization: Basic'],
    });
  });

  it('puts a base before the paths only where the document lies below it', () => {
    const paths = { '/a': { get: {} } };
    const servers = [{ url: '/v1' }];
    expect(read(paths, { servers })[0]?.path).toBe('/a');
    expect(read(paths, { servers }, '/v1/openapi.json')[0]?.path).toBe('/v1/a');
    expect(read(paths, {}, '/v1/openapi.json')[0]?.path).toBe('/a');
  });

  it.each([[null], [[]], [{}], [{ openapi: '3.1.0' }], [{ paths: {} }], ['text']])(
    'takes %j for no document',
    (value) => expect(readDescription(value, '/openapi.json')).toBeUndefined(),
  );

  it('leaves out what is malformed', () => {
    const paths = { '/a': null, b: { get: {} }, '/c': { get: 7, post: { parameters: 'x', tags: 3, requestBody: [] } } };
    expect(read(paths)).toMatchObject([{ method: 'POST', path: '/c', parameters: [], tags: [], body: undefined }]);
  });
});
