import { afterEach, describe, expect, it } from 'vitest';
import type { AiEmbeddingModel } from 'devmgr/plugin-api/contracts/ai';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { json, type Fault } from '../../../../support/faults.js';
import { scriptedProvider, says } from '../../providers/support/scripted-provider.js';
import { bodyOfAnswer, notedTrace, route, upstreamStage, type UpstreamStage } from './upstream-stage.js';

const servers: FaultServer[] = [];
let stage: UpstreamStage | undefined;

afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
});

async function open(fault: Fault | readonly [Fault, ...Fault[]], quirks: object = {}) {
  const server = await startFaultServer(fault);
  servers.push(server);
  stage = upstreamStage({ providers: { acme: `${server.url}/v1` }, tables: { acme: { quirks } } });
  return { server, ...stage };
}

const call = (body: object, model = 'acme/embed-1') => ({
  body: { model, ...body },
  model,
  signal: AbortSignal.timeout(60_000),
  trace: notedTrace(),
});

const list = (vectors: readonly unknown[], more: object = {}) =>
  json({
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse(),
    model: 'embed-1-2026',
    usage: { prompt_tokens: 4, total_tokens: 4 },
    ...more,
  });

const base64 = (numbers: readonly number[]) => Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
const vectorsOf = (body: Record<string, unknown>) =>
  (body['data'] as { index: number; embedding: unknown }[]).map(({ index, embedding }) => [index, embedding]);

describe('embeddings', () => {
  it('come in the order and the encoding that was asked for, whatever the provider gives', async () => {
    const { upstream, server } = await open([
      list([
        [0.5, -1],
        [1, 0.25],
      ]),
      list([base64([0.5, -1])]),
    ]);
    const asked = call({ input: ['a', 'b'], encoding_format: 'base64', user: 'u' });
    const got = bodyOfAnswer(await upstream.embeddings(asked));
    expect(vectorsOf(got)).toEqual([
      [0, base64([0.5, -1])],
      [1, base64([1, 0.25])],
    ]);
    expect(got).toMatchObject({ object: 'list', model: 'embed-1-2026', usage: { prompt_tokens: 4, total_tokens: 4 } });
    expect(asked.trace).toMatchObject({ usages: [{ inputTokens: 4 }], tries: [{ target: 'acme/embed-1' }] });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      model: 'embed-1',
      input: ['a', 'b'],
      encoding_format: 'base64',
      user: 'u',
    });
    expect(vectorsOf(bodyOfAnswer(await upstream.embeddings(call({ input: 'a' }))))).toEqual([[0, [0.5, -1]]]);
  });

  it('are asked in as many requests as the provider wants, tokens too', async () => {
    const { upstream, server } = await open([list([[1], [2]]), list([[3]])], { 'embedding-batch': 2 });
    const got = bodyOfAnswer(await upstream.embeddings(call({ input: [[7, 8], [9], [10]] })));
    expect(vectorsOf(got)).toEqual([
      [0, [1]],
      [1, [2]],
      [2, [3]],
    ]);
    expect(got['usage']).toEqual({ prompt_tokens: 8, total_tokens: 8 });
    expect(server.requests.map(({ body }) => (JSON.parse(body) as { input: unknown }).input)).toEqual([
      [[7, 8], [9]],
      [[10]],
    ]);
  });

  it.each([
    [{ input: [] }, 'input'],
    [{ input: ['a', 5.5] }, 'input'],
    [{ input: 'a', encoding_format: 'hex' }, 'encoding_format'],
    [{ input: 'a', dimensions: 0 }, 'dimensions'],
  ])('refuse %j by the name of its field', async (body, param) => {
    const { upstream, server } = await open(list([[1]]));
    await expect(upstream.embeddings(call(body))).rejects.toMatchObject({ status: 400, param });
    expect(server.requests).toHaveLength(0);
  });

  it('are not taken from answers that are none, nor from who has none', async () => {
    const { upstream, settings } = await open([list([[1], [2]]), list([['x']]), list([[5]])]);
    await expect(upstream.embeddings(call({ input: 'a' }))).rejects.toMatchObject({ status: 502 });
    await expect(upstream.embeddings(call({ input: 'a' }))).rejects.toThrow(/not a list of numbers/);
    await expect(upstream.embeddings(call({ input: 'a' }, 'anthropic/claude'))).rejects.toThrow(/has no embeddings/);
    // Somebody else in the route may have them.
    settings.routes.set('vectors', route('vectors', ['anthropic/claude', 'acme/embed-1']));
    const got = await upstream.embeddings(call({ input: 'a' }, 'vectors'));
    expect(got.headers).toMatchObject({ 'x-devmgr-provider': 'acme', 'x-devmgr-route': 'vectors' });
  });

  it('come from models that are asked through devmgr as well', async () => {
    const { upstream, ai } = await open(list([[1]]));
    const model: AiEmbeddingModel = {
      specificationVersion: 1,
      providerId: 'mine',
      modelId: 'v',
      host: undefined,
      dimensions: 2,
      maxBatchSize: 8,
      embed: async (texts) => texts.map((text) => Float32Array.of(text.length, 0.5)),
    };
    ai.ai.registerProvider({ ...scriptedProvider('mine', [says('x')]), embeddingModel: () => model });
    const got = bodyOfAnswer(
      await upstream.embeddings(call({ input: ['a', 'bb'], encoding_format: 'base64' }, 'mine/v')),
    );
    expect(vectorsOf(got)).toEqual([
      [0, base64([1, 0.5])],
      [1, base64([2, 0.5])],
    ]);
    await expect(upstream.embeddings(call({ input: 'a', dimensions: 3 }, 'mine/v'))).rejects.toMatchObject({
      param: 'dimensions',
    });
    await expect(upstream.embeddings(call({ input: [1, 2] }, 'mine/v'))).rejects.toMatchObject({ param: 'input' });
  });
});
