import type { LLMock } from '@copilotkit/aimock';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { llamaServerLoading } from '../../../../support/ai-doubles/llama-server.js';
import { silentServer } from '../../../../support/ai-doubles/silent-server.js';
import { startUpstream } from '../../../../support/ai-doubles/upstream.js';
import { freePort } from '../../../../support/free-port.js';
import { type AiBench } from './ai-bench.js';
import { llamaServerCase, localCases, ollamaCase } from './provider-case.js';
import { connected, KEY, never, outcomeOf, say, Stage } from './stage.js';

let upstream: LLMock;
let stage: Stage;
const servers: Server[] = [];

beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => {
  stage = new Stage(upstream);
});
afterEach(async () => {
  await stage.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
afterAll(() => upstream.stop());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What else listens on a developer's machine. */
const strangers: Readonly<Record<string, RequestListener>> = {
  'an application with a health path': (request, response) => {
    const isHealth = request.url === '/health' || request.url === '/api/version';
    response.writeHead(isHealth ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isHealth ? { status: 'ok' } : { detail: 'Not Found' }));
  },
  'a page that answers everything': (_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Vite</title><div id=app></div>');
  },
  'an API that answers everything': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":"world"}');
  },
  'a server that redirects': (_request, response) => {
    response.writeHead(302, { location: '/login' }).end();
  },
  'a server that fails': (_request, response) => {
    response.writeHead(500).end('Internal Server Error');
  },
};

describe.each(localCases.map((provider) => [provider.vendor.id, provider] as const))('%s', (id, provider) => {
  const stateOf = (bench: AiBench) => bench.provider(id).state.get();

  it('is found by its address, without a key where it asks for none', async () => {
    const double = await stage.double(provider);
    const bench = stage.bench(connected(provider, double));
    await bench.provider(id).refresh({ signal: never });
    expect(stateOf(bench).status).toEqual({ kind: 'ready' });
    expect(double.requests.every(({ headers }) => headers['authorization'] === undefined)).toBe(true);
  });

  it('is not running: says where it was looked for and how to start it', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    const bench = stage.bench(provider.at(origin));
    await bench.provider(id).refresh({ signal: never });
    const { status, models } = stateOf(bench);
    expect(status).toMatchObject({ kind: 'unreachable', reason: expect.stringContaining(origin) as string });
    expect('hint' in status && status.hint).toMatch(/start/i);
    expect(models).toEqual([]);
  });

  it('is ready as soon as it has been started', async () => {
    const double = await stage.double(provider);
    const bench = stage.bench(connected(provider, double));
    const health = Object.keys(provider.vendor.routes);
    for (const at of health) double.route(at, llamaServerLoading);
    await bench.provider(id).refresh({ signal: never });
    expect(stateOf(bench).status).toMatchObject({ kind: 'unreachable' });
    for (const at of health) double.route(at, provider.vendor.routes[at]!);
    await bench.provider(id).refresh({ signal: never });
    expect(stateOf(bench).status).toEqual({ kind: 'ready' });
    await double.stop();
    await bench.provider(id).refresh({ signal: never });
    expect(stateOf(bench).status.kind).toBe('unreachable');
  });

  it.each(Object.entries(strangers))('is not mistaken for %s', async (_what, listener) => {
    const bench = stage.bench(provider.at(await serve(listener)), { settings: { 'ai-retries': 0 } });
    await bench.provider(id).refresh({ signal: never });
    const { status, models } = stateOf(bench);
    expect(status.kind).toBe('unreachable');
    expect(models).toEqual([]);
    const { error } = await outcomeOf(bench.ai.languageModel(id).stream(say('hello'), { signal: never }));
    expect(error?.failure.providerId).toBe(id);
  });

  it('is not asked when the address is that of a server of this project', async () => {
    const double = await stage.double(provider);
    const port = Number(new URL(double.origin).port);
    const bench = stage.bench(connected(provider, double), { isOwnServer: (asked) => asked === port });
    await bench.provider(id).refresh({ signal: never });
    expect(stateOf(bench).status.kind).toBe('unreachable');
    const { error } = await outcomeOf(bench.ai.languageModel(`${id}/any`).stream(say('hello'), { signal: never }));
    expect(error).toBeDefined();
    expect(double.requests).toEqual([]);
  });

  it('is looked at no longer than one wants to', async () => {
    const silent = await silentServer();
    const abort = new AbortController();
    const bench = stage.bench(provider.at(`http://127.0.0.1:${silent.port}`));
    const looking = bench.provider(id).refresh({ signal: abort.signal });
    abort.abort();
    await looking;
    await silent.close();
  });
});

it('llama-server says that it still loads its model', async () => {
  const double = await stage.double(llamaServerCase);
  double.route('GET /health', llamaServerLoading);
  const bench = stage.bench(connected(llamaServerCase, double));
  await bench.provider('llama-server').refresh({ signal: never });
  const { status } = bench.provider('llama-server').state.get();
  expect(JSON.stringify(status)).toContain('Loading model');
});

it('a server that is not the one of that name is not taken for it: vLLM where Ollama should be', async () => {
  const double = await stage.double(localCases.find(({ vendor }) => vendor.id === 'vllm')!);
  const bench = stage.bench(ollamaCase.at(double.origin));
  await bench.provider('ollama').refresh({ signal: never });
  expect(bench.provider('ollama').state.get().status.kind).toBe('unreachable');
});

it('the health of a server is asked without the key: who listens there is not known yet', async () => {
  const double = await stage.double(llamaServerCase, { key: KEY });
  const bench = stage.bench(connected(llamaServerCase, double));
  await bench.provider('llama-server').refresh({ signal: never });
  expect(bench.provider('llama-server').state.get().status).toEqual({ kind: 'ready' });
  const keys = double.requests.map(({ path, headers }) => [path, headers['authorization']]);
  expect(keys).toEqual([
    ['/health', undefined],
    ['/v1/models', `Bearer ${KEY}`],
  ]);
});

it('what servers tell of their models is known: windows, sight', async () => {
  for (const [id, window] of [
    ['llama-server', 40_960],
    ['vllm', 40_960],
  ] as const) {
    const provider = localCases.find(({ vendor }) => vendor.id === id)!;
    const double = await stage.double(provider);
    const bench = stage.bench(connected(provider, double));
    await bench.provider(id).refresh({ signal: never });
    expect(bench.provider(id).state.get().models[0]).toMatchObject({
      id: provider.vendor.models[0],
      contextWindow: window,
    });
  }
});

it('at an address that nobody named, an application that asks for a password is not taken for a model server', async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"detail":"Not authenticated"}');
  });
  const bench = stage.bench({ settings: { 'ai-retries': 0 } });
  // As vLLM on 8000, which is also where uvicorn serves.
  bench.ai.registerProvider({
    id: 'on-a-common-port',
    title: 'On a common port',
    kind: 'local-server',
    wireFormat: 'openai-chat',
    baseUrl: `${origin}/v1`,
    keyVariables: ['COMMON_API_KEY'],
    isKeyOptional: true,
    setupHint: 'Start it: common serve',
  });
  await bench.provider('on-a-common-port').refresh({ signal: never });
  expect(bench.provider('on-a-common-port').state.get().status).toMatchObject({ kind: 'unreachable' });
});
