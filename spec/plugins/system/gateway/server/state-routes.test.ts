import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultServer } from '../../../../support/fault-server.js';
import { json, route } from '../../../../support/faults.js';
import { modelList } from '../../providers/http-provider/http-stage.js';
import { gatewayStage, type GatewayStage } from '../support/gateway-stage.js';

let stage: GatewayStage;
let server: Awaited<ReturnType<typeof startFaultServer>>;

beforeAll(async () => {
  server = await startFaultServer(route({ '/v1/models': json(modelList('acme-1', 'org/acme-2')) }));
  const table = { 'base-url': `${server.url}/v1`, 'key-variable': 'ACME_API_KEY' };
  stage = await gatewayStage({
    settings: {
      aliases: new Map([['fast', 'acme/acme-1']]),
      routes: new Map([
        [
          'best',
          {
            name: 'best',
            members: [{ model: 'acme/acme-1', weight: 1, firstTokenTimeoutMs: undefined, idleTimeoutMs: undefined }],
            order: 'ordered',
            cooldownMs: undefined,
            maxTries: 3,
            maxConcurrent: undefined,
          },
        ],
      ]),
    },
    ai: { env: { ACME_API_KEY: 'acme-0123456789' }, settings: { providers: { acme: table } } },
  });
});

afterAll(async () => {
  await stage.dispose();
  await server.dispose();
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await stage.fetch(path, { headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

describe('what the gateway says of itself', () => {
  it('is not ready before a provider is', async () => {
    const { status, body } = await get('/ready');
    expect([status, body]).toMatchObject([503, { error: { code: 'not_ready' } }]);
  });

  it('lists routes, aliases and models of all providers', async () => {
    const { body } = await get('/v1/models');
    const data = body['data'] as readonly { id: string; owned_by: string }[];
    expect(data.slice(0, 2)).toEqual([
      { id: 'best', object: 'model', created: 0, owned_by: 'devmgr' },
      { id: 'fast', object: 'model', created: 0, owned_by: 'devmgr' },
    ]);
    expect(data.filter(({ owned_by }) => owned_by === 'acme').map(({ id }) => id)).toEqual([
      'acme/acme-1',
      'acme/org/acme-2',
    ]);
  });

  it.each(['acme/org/acme-2', 'acme%2Forg%2Facme-2', 'fast'])('gives one model: %s', async (name) => {
    const id = decodeURIComponent(name);
    expect((await get(`/v1/models/${name}`)).body).toMatchObject({ id, object: 'model' });
    const anthropic = await get(`/v1/models/${name}`, { 'anthropic-version': '2023-06-01' });
    expect(anthropic.body).toMatchObject({ id, type: 'model', lifecycle: 'active' });
  });

  it('says that there is no such model in the shape of the client', async () => {
    expect((await get('/v1/models/acme/none')).body).toMatchObject({
      error: { code: 'model_not_found', param: 'model' },
    });
    const anthropic = await get('/v1/models/acme/none', { 'anthropic-version': '2023-06-01' });
    expect([anthropic.status, anthropic.body]).toMatchObject([
      404,
      { type: 'error', error: { type: 'not_found_error' } },
    ]);
  });

  it("gives Anthropic's clients page after page", async () => {
    const all: unknown[] = [];
    let after = '';
    for (;;) {
      const { body } = await get(`/v1/models?limit=3${after}`, { 'anthropic-version': '2023-06-01' });
      const data = body['data'] as readonly { id: string }[];
      expect([body['first_id'], body['last_id']]).toEqual([data[0]?.id, data.at(-1)?.id]);
      all.push(...data.map(({ id }) => id));
      if (body['has_more'] !== true) break;
      after = `&after_id=${encodeURIComponent(String(body['last_id']))}`;
    }
    const { body } = await get('/v1/models');
    expect(all).toEqual((body['data'] as readonly { id: string }[]).map(({ id }) => id));
    const bad = await get('/v1/models?limit=0', { 'anthropic-version': '2023-06-01' });
    expect(bad.status).toBe(400);
  });

  it('is ready when a provider is, and tells who', async () => {
    const { status, body } = await get('/ready');
    expect([status, body]).toMatchObject([
      200,
      { status: 'ready', providers: expect.arrayContaining(['acme']) as string[] },
    ]);
  });

  it('tells its state, without keys', async () => {
    const { body } = await get('/status');
    expect(body).toMatchObject({
      record: 'calls',
      calls: { running: 0, waiting: 0 },
      aliases: { fast: 'acme/acme-1' },
    });
    expect(body['providers']).toContainEqual(expect.objectContaining({ id: 'acme', status: 'ready', models: 2 }));
    expect(JSON.stringify(body)).not.toContain('acme-0123456789');
  });

  it('estimates tokens without asking anybody', async () => {
    const json = { model: 'acme', messages: [{ role: 'user', content: 'one two three' }] };
    const response = await stage.fetch('/v1/messages/count_tokens', { json });
    expect(await response.json()).toEqual({ input_tokens: expect.any(Number) as number });
  });

  it('has a page', async () => {
    const text = await (await stage.fetch('/')).text();
    expect(text).toContain(`OPENAI_BASE_URL=${stage.url}/v1`);
  });
});

describe('/openapi.json', () => {
  it('is true: its answers are as it says, and every path is there', async () => {
    const { body } = await get('/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, Operation>>;
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/v1/chat/completions',
        '/v1/models/{model}',
        '/health',
        '/v1/files/{id}',
        '/openapi.json',
      ]),
    );
    const ajv = new Ajv2020({ strict: false });
    for (const path of ['/health', '/ready', '/status', '/v1/models', '/openapi.json']) {
      const schema = paths[path]?.['get']?.responses['200']?.content['application/json'].schema;
      const answer = (await get(path)).body;
      expect([path, ajv.validate(schema ?? false, answer), ajv.errors]).toEqual([path, true, null]);
    }
    const failure = (await get('/v1/nothing')).body;
    const { schemas } = body['components'] as { schemas: Record<string, object> };
    expect(ajv.validate(schemas['Error'] ?? false, failure)).toBe(true);
  });
});

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content: { readonly 'application/json': { readonly schema: object } } }>
  >;
}

describe('what is not there', () => {
  it.each([
    ['GET', '/v1/nothing', 404],
    ['GET', '//v1/models', 404],
    ['GET', '/v1//models', 404],
    ['GET', '/v1/..%2fmodels', 404],
    ['GET', '/%2e%2e/etc/passwd', 404],
    ['GET', '/v1/models/%ff', 400],
    ['GET', '/chat/completions', 404],
    ['GET', '/v1/chat/completions', 405],
    ['PUT', '/v1/models', 405],
    ['DELETE', '/v1/models/a/b', 405],
    ['PATCH', '/v1/files/file-1', 405],
  ])('%s %s: %d, in the shape of a protocol', async (method, path, status) => {
    const response = await rawRequest(method, path);
    expect([response.status, response.body]).toEqual([
      status,
      expect.stringMatching(/^{"error":{"message":".+","type":"invalid_request_error","param":null,"code":/),
    ]);
  });

  it('says what a path takes', async () => {
    const options = await stage.fetch('/v1/files', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST']);
    const head = await stage.fetch('/v1/models', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const anthropic = await stage.fetch('/v1/messages');
    expect(await anthropic.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } });
  });
});

/** The path as it stands, which `fetch` would mend. */
async function rawRequest(method: string, path: string): Promise<{ status: number; body: string }> {
  const { request } = await import('node:http');
  const { TOKEN } = await import('../support/gateway-stage.js');
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    request({ host: '127.0.0.1', port: stage.port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
