import { afterEach, describe, expect, it } from 'vitest';
import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import { answer, json, route, silence, type Fault } from '../../../../support/faults.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { freePort } from '../../../../support/free-port.js';
import { ask } from '../support/ai-stage.js';
import { endpointAt, HttpStage, modelList, type HttpStageOptions } from './http-stage.js';

let servers: FaultServer[] = [];
let stage: HttpStage;

afterEach(async () => {
  await stage.dispose();
  for (const server of servers) await server.dispose();
  servers = [];
});

async function serve(faults: Fault | readonly [Fault, ...Fault[]]): Promise<FaultServer> {
  const server = await startFaultServer(faults);
  servers.push(server);
  return server;
}

async function closedPort(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}`;
}

const LIST = modelList('m-1', 'm-2', 'text-embedding-x');
const LOCAL: HttpStageOptions['definition'] = { kind: 'local-server', setupHint: 'Start it: acme serve' };
const look = () => stage.provider.refresh({ signal: AbortSignal.timeout(60_000) });
const state = () => stage.provider.state.get();

describe('a look', () => {
  it('finds models, latency and address without a question', async () => {
    const server = await serve(json(LIST));
    stage = new HttpStage(`${server.url}/v1`);
    expect(state()).toMatchObject({ status: { kind: 'unknown' }, checkedAt: undefined, latencyMs: undefined });
    await look();
    expect(state()).toMatchObject({ status: { kind: 'ready' }, defaultModel: 'm-1', baseUrl: `${server.url}/v1` });
    expect(state().models.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'm-1 language',
      'm-2 language',
      'text-embedding-x embedding',
    ]);
    expect(state().latencyMs).toBeGreaterThanOrEqual(0);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
  });

  it('reads a list of several pages, and not for ever', async () => {
    const page = (id: string) => json({ data: [{ id, type: 'model' }], has_more: true, first_id: id, last_id: id });
    const server = await serve([page('a'), page('b'), page('c')]);
    stage = new HttpStage(server.url, { definition: { wireFormat: 'anthropic-messages' } });
    await look();
    expect(
      state()
        .models.map(({ id }) => id)
        .slice(0, 3),
    ).toEqual(['a', 'b', 'c']);
    expect(server.requests).toHaveLength(5);
  });

  it('of a list without measure takes ten thousand models, and no name that nobody could read', async () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => `m-${index}`);
    const server = await serve(json({ data: ['x'.repeat(100_000), ...ids].map((id) => ({ id })) }));
    stage = new HttpStage(`${server.url}/v1`);
    await look();
    expect(state()).toMatchObject({ status: { kind: 'ready' }, defaultModel: 'm-0' });
    expect(state().models).toHaveLength(10_000);
  });

  it('sees that the key is refused', async () => {
    const server = await serve(answer(401, '{"error":{"message":"Incorrect API key provided: sk-secret-0123456789"}}'));
    stage = new HttpStage(`${server.url}/v1`);
    await look();
    expect(state().status).toMatchObject({
      kind: 'needs-key',
      hint: expect.stringContaining('ACME_API_KEY') as string,
    });
    expect(JSON.stringify([state(), stage.logged])).not.toContain('sk-secret');
  });

  it('tells the address at which nobody answers', async () => {
    const url = await closedPort();
    stage = new HttpStage(`${url}/v1`, { definition: LOCAL });
    await look();
    expect(state().status).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining(`${url}/v1`) as string,
      hint: 'Start it: acme serve',
    });
    expect(state().checkedAt).toBeDefined();
  });

  it('does not take another application for the provider', async () => {
    const server = await serve(answer(200, '<html>my shop</html>', { 'content-type': 'text/html' }));
    stage = new HttpStage(`${server.url}/v1`, { definition: LOCAL });
    await look();
    expect(state().status).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining(server.url) as string,
    });
  });

  it('never asks a server of the project, neither to look nor to answer', async () => {
    const server = await serve(json(LIST));
    stage = new HttpStage(`${server.url}/v1`, { definition: LOCAL, isOwnServer: (port) => port === server.port });
    await look();
    expect(state().status).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('this project') as string,
    });
    expect(aiFailure((await ask(stage.provider.languageModel('m-1'))).error)?.kind).toBe('unreachable');
    expect(server.requests).toHaveLength(0);
  });

  it('keeps the address that answers of several', async () => {
    const first = await closedPort();
    const second = await serve(json(LIST));
    const other = `${second.url}/v1`;
    stage = new HttpStage(`${first}/v1`, { definition: LOCAL, endpoint: { otherBaseUrls: [other] } });
    await look();
    expect(state()).toMatchObject({ status: { kind: 'ready' }, baseUrl: other });
    await ask(stage.provider.languageModel('m-1'));
    expect(second.requests.at(-1)?.path).toBe('/v1/chat/completions');
  });

  it('comes first when a question could go to several addresses', async () => {
    const second = await serve(json(LIST));
    const first = await closedPort();
    stage = new HttpStage(`${first}/v1`, { definition: LOCAL, endpoint: { otherBaseUrls: [`${second.url}/v1`] } });
    await ask(stage.provider.languageModel('m-1'));
    expect(second.requests.map(({ path }) => path)).toEqual(['/v1/models', '/v1/chat/completions']);
  });

  it('asks for health first, without the key, and says what is wrong', async () => {
    const loading = json({ error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 503);
    const server = await serve(route({ '/health': loading, '/v1/models': json(LIST) }));
    stage = new HttpStage(`${server.url}/v1`, { definition: { ...LOCAL, healthPath: '/health' } });
    await look();
    expect(state().status).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('Loading model') as string,
    });
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('sk-secret');
  });

  it('tells when the provider wants to be left alone', async () => {
    const server = await serve(answer(429, '{}', { 'retry-after': '30' }));
    stage = new HttpStage(`${server.url}/v1`);
    await look();
    expect(state().status).toMatchObject({ kind: 'limited' });
  });

  it('gives up an address that takes the connection and says nothing', async () => {
    const server = await serve(silence());
    const second = await serve(json(LIST));
    const endpoint = { otherBaseUrls: [`${second.url}/v1`] };
    stage = new HttpStage(`${server.url}/v1`, { definition: LOCAL, endpoint });
    await look();
    expect(state()).toMatchObject({ status: { kind: 'ready' }, baseUrl: `${second.url}/v1` });
    await server.until(() => server.openConnections === 0);
  });

  it('is shared by those who look at the same time, and ends when all of them have left', async () => {
    const server = await serve(silence());
    stage = new HttpStage(`${server.url}/v1`);
    const [one, two] = [new AbortController(), new AbortController()];
    const looks = [one, two].map(({ signal }) => stage.provider.refresh({ signal }));
    await server.until(() => server.requests.length === 1);
    one.abort();
    await looks[0];
    expect(server.openConnections).toBe(1);
    two.abort();
    await looks[1];
    await server.until(() => server.openConnections === 0);
    expect(server.requests).toHaveLength(1);
    expect(state().checkedAt).toBeUndefined();
  });

  it('at an address that is left meanwhile changes nothing', async () => {
    let release = () => undefined as void;
    const held: Fault = async (target) => {
      await new Promise<void>((resolve) => (release = resolve));
      await json(modelList('old'))(target);
    };
    const old = await serve(held);
    const next = await serve(json(modelList('new')));
    stage = new HttpStage(`${old.url}/v1`);
    const first = look();
    await old.until(() => old.requests.length === 1);
    stage.endpoint = endpointAt(`${next.url}/v1`);
    await look();
    release();
    await first;
    expect(state().models.map(({ id }) => id)).toEqual(['new']);
  });
});

describe('a provider without a key', () => {
  it('says so without a look, and takes note when there is one', async () => {
    const server = await serve(json(LIST));
    stage = new HttpStage(`${server.url}/v1`);
    const { endpoint } = stage;
    stage.endpoint = { missing: 'needs-key', hint: 'Set ACME_API_KEY', baseUrl: undefined };
    stage.provider.reconsider();
    expect(state()).toMatchObject({ status: { kind: 'needs-key', hint: 'Set ACME_API_KEY' } });
    await look();
    expect(state().checkedAt).toBeDefined();
    expect(server.requests).toHaveLength(0);
    expect(aiFailure((await ask(stage.provider.languageModel('m-1'))).error)?.kind).toBe('needs-key');
    stage.endpoint = endpoint;
    stage.provider.reconsider();
    expect(state().status).toEqual({ kind: 'unknown' });
  });
});

describe('a limit', () => {
  it('shows until it is over, somebody looks on purpose, or an answer comes', async () => {
    const server = await serve(json(LIST));
    stage = new HttpStage(`${server.url}/v1`);
    const limit = { reason: 'too many requests', until: Date.now() + 60_000 };
    stage.limits.set('acme', limit);
    expect(state().status).toMatchObject({ kind: 'limited', ...limit });
    await stage.provider.refresh({ signal: AbortSignal.timeout(60_000), keepsLimits: true });
    expect(state().status.kind).toBe('limited');
    await look();
    expect(state().status.kind).toBe('ready');
  });
});

describe('embeddings', () => {
  const vectors = (count: number, from: number) =>
    json({ data: Array.from({ length: count }, (_, index) => ({ index, embedding: [from + index, 1] })) });

  it('are asked for in batches and come in the order of the texts', async () => {
    const server = await serve([vectors(2, 0), vectors(1, 2)]);
    stage = new HttpStage(`${server.url}/v1`, { definition: { quirks: { embeddingBatch: 2 } } });
    const model = stage.provider.embeddingModel?.('e-1');
    expect(model?.maxBatchSize).toBe(2);
    const found = await model?.embed(['a', 'b', 'c'], { signal: AbortSignal.timeout(60_000) });
    expect(found?.map(([first]) => first)).toEqual([0, 1, 2]);
    expect(model?.dimensions).toBe(2);
    expect(server.requests.map(({ body }) => (JSON.parse(body) as { input: unknown }).input)).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });

  it('are asked for again after a failure', async () => {
    const server = await serve([answer(503, ''), vectors(1, 7)]);
    stage = new HttpStage(`${server.url}/v1`);
    const found = await stage.provider.embeddingModel?.('e-1').embed(['a'], { signal: AbortSignal.timeout(60_000) });
    expect(found?.[0]?.[0]).toBe(7);
    expect(stage.retries).toEqual([500]);
  });

  it('fail as everything else does, and reject with the reason of the signal', async () => {
    const server = await serve([answer(400, '{"error":{"message":"too long"}}'), silence()]);
    stage = new HttpStage(`${server.url}/v1`);
    const model = stage.provider.embeddingModel?.('e-1');
    const failed = await model?.embed(['a'], { signal: AbortSignal.timeout(60_000) }).catch((error: unknown) => error);
    expect(aiFailure(failed)).toMatchObject({ kind: 'refused-request', modelId: 'e-1' });
    const abort = new AbortController();
    const waiting = model?.embed(['a'], { signal: abort.signal });
    await server.until(() => server.requests.length === 2);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await server.until(() => server.openConnections === 0);
  });

  it('are not offered where the format or the provider has none', async () => {
    stage = new HttpStage('http://127.0.0.1:9/v1', { definition: { quirks: { embeddingBatch: 0 } } });
    expect(stage.provider.embeddingModel).toBeUndefined();
  });
});
