import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiRoute } from '../../../../../plugins/system/servers/openapi/api-route.js';
import { draftOfRequest, draftOfRoute, requestOf } from '../../../../../plugins/system/tab/client/client-draft.js';
import { EMPTY_DRAFT } from '../../../../../plugins/system/tab/client/empty-draft.js';

const parameter = {
  required: false,
  description: '',
  type: 'integer',
  isArray: false,
  default: undefined,
  options: [],
  example: undefined,
};
const route: ApiRoute = {
  method: 'POST',
  path: '/orders/{order_id}',
  summary: '',
  description: '',
  tags: [],
  operationId: undefined,
  deprecated: false,
  parameters: [
    { ...parameter, name: 'order_id', in: 'path', required: true, example: '7' },
    { ...parameter, name: 'limit', in: 'query', default: '10' },
    { ...parameter, name: 'X-Trace', in: 'header', required: true },
  ],
  body: { contentType: 'application/json', required: true, example: '{"a":1}', fields: [] },
  security: [],
};

describe('a request as it is written in the client', () => {
  it('tells parameters of the path, of the query, and headers apart', () => {
    const fields = 'id=a=b\n\n# limit=3\nfull=\nAuthorization: Basic YQ==\n  X-Time:10:30 ';
    expect(requestOf({ ...EMPTY_DRAFT, path: '/orders/{id:path}', fields })).toEqual({
      method: 'GET',
      path: '/orders/{id:path}',
      params: { id: 'a=b' },
      query: [['full', '']],
      headers: [
        ['Authorization', 'Basic YQ=='],
        ['X-Time', '10:30'],
      ],
      body: undefined,
    });
  });

  it('quotes a line that is neither', () =>
    expect(() => requestOf({ ...EMPTY_DRAFT, fields: 'what' })).toThrow('"what" is neither a parameter nor a header'));

  it('is filled in for a route: what is required, and what may be had behind a #', () => {
    const draft = draftOfRoute(route);
    expect(draft).toMatchObject({ method: 'POST', body: '{"a":1}', fields: 'order_id=7\n# limit=10\nX-Trace: ' });
    expect(requestOf(draft)).toMatchObject({
      params: { order_id: '7' },
      query: [],
      headers: [['X-Trace', '']],
      body: { kind: 'json', text: '{"a":1}' },
    });
  });

  it('sends fields and files of a form', () => {
    const draft = { ...EMPTY_DRAFT, method: 'POST', body: 'name=a@b\nfile@./x=1.png\n# note=' };
    expect(requestOf({ ...draft, contentType: 'multipart/form-data' }).body).toEqual({
      kind: 'multipart',
      fields: [['name', 'a@b']],
      files: [['file', './x=1.png']],
    });
    expect(requestOf({ ...draft, fields: 'Content-Type: text/csv' }).body).toMatchObject({ kind: 'text' });
  });

  it('is the same after it was saved and opened again', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.stringMatching(/^[\w =:@%]{0,12}$/).map((text) => text.trim());
    fc.assert(
      fc.property(word, value, word, value, fc.string(), (name, param, header, headerValue, text) => {
        const request = {
          method: 'PUT',
          path: `/things/{${name}}`,
          params: { [name]: param },
          query: [[`q${name}`, param] as const],
          headers: [[`x-${header}`, headerValue] as const],
          body: text.trim() === '' ? undefined : { kind: 'json' as const, text },
        };
        expect(requestOf(draftOfRequest(request))).toEqual(request);
      }),
    );
  });
});
