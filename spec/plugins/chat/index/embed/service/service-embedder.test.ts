import { describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import { createEmbedder, type EmbedderDeps } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder } from '../../../../../../plugins/chat/index/embed/embedder.js';
import { embedDeps, signal } from '../embed-deps.js';

type AskService = NonNullable<EmbedderDeps['askService']>;

const selection = 'corp/embed-1';

async function asking(askService: AskService): Promise<Embedder> {
  return (await createEmbedder({ kind: 'service', selection }, { ...embedDeps, askService }))!;
}

/** Answers with the lengths of the texts in a vector of two. */
const lengths: AskService = (_, texts) => Promise.resolve(texts.map((text) => Float32Array.of(text.length, 0)));

describe('ServiceEmbedder', () => {
  it('asks for path and text, and brings the answer to unit length', async () => {
    const asked: unknown[] = [];
    const embedder = await asking((name, texts) => {
      asked.push([name, texts]);
      return Promise.resolve([Float32Array.of(3, 4), Float32Array.of(0, 2)]);
    });
    expect(embedder.dimensions).toBeUndefined();
    const vectors = await embedder.embed([{ path: 'a.py', text: 'x = 1' }, { text: 'where' }], { signal });
    expect(asked).toEqual([[selection, ['a.py\nx = 1', 'where']]]);
    expect(vectors.map((vector) => [...vector].map((value) => Math.round(value * 10) / 10))).toEqual([
      [0.6, 0.8],
      [0, 1],
    ]);
    expect(embedder).toMatchObject({ id: selection, dimensions: 2 });
  });

  it('does not ask for texts without anything in them', async () => {
    const embedder = await asking(lengths);
    const vectors = await embedder.embed([{ text: ' \n' }, { text: 'abc' }, { text: '' }], { signal });
    expect(vectors).toEqual([Float32Array.of(0, 0), Float32Array.of(1, 0), Float32Array.of(0, 0)]);
  });

  it('sends the beginning of a long text', async () => {
    let sent = 0;
    const embedder = await asking((name, texts, given) => {
      sent = texts[0]!.length;
      return lengths(name, texts, given);
    });
    await embedder.embed([{ text: 'x'.repeat(1_000_000) }], { signal });
    expect(sent).toBe(12_000);
  });

  it.each<[string, readonly Float32Array[], string]>([
    ['too few vectors', [Float32Array.of(1)], 'it sent 1 for 2 texts'],
    ['vectors of several lengths', [Float32Array.of(1, 2), Float32Array.of(1)], 'one has 1 numbers instead of 2'],
    ['empty vectors', [new Float32Array(), new Float32Array()], 'one has 0 numbers'],
    ['what are no numbers', [Float32Array.of(1), Float32Array.of(NaN)], 'no number'],
  ])('refuses %s', async (_, answer, message) => {
    const embedder = await asking(() => Promise.resolve(answer));
    await expect(embedder.embed([{ text: 'a' }, { text: 'b' }], { signal })).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_EMBEDDING_FAILED',
      message: expect.stringContaining(message) as string,
    });
  });

  it('refuses vectors of another length than before', async () => {
    let count = 3;
    const embedder = await asking(() => Promise.resolve([new Float32Array(count).fill(1)]));
    await embedder.embed([{ text: 'a' }], { signal });
    count = 4;
    await expect(embedder.embed([{ text: 'a' }], { signal })).rejects.toThrow('4 numbers instead of 3');
  });

  it('hands on what the service says, and names itself where somebody else fails', async () => {
    const told = new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message: 'The key is refused', hint: 'Set it' });
    const refused = await asking(() => Promise.reject(told));
    await expect(refused.embed([{ text: 'a' }], { signal })).rejects.toBe(told);
    const broken = await asking(() => Promise.reject(new Error('the channel is closed')));
    await expect(broken.embed([{ text: 'a' }], { signal })).rejects.toMatchObject({
      message: 'corp/embed-1 made no vectors: the channel is closed',
    });
  });

  it('stops when it is aborted, with the reason, and the service with it', async () => {
    const abort = new AbortController();
    const embedder = await asking(
      (_, __, given) =>
        new Promise((___, reject) => {
          given.addEventListener('abort', () => reject(new Error('the request was aborted')));
        }),
    );
    const reason = new Error('no longer wanted');
    const running = embedder.embed([{ text: 'a' }], { signal: abort.signal });
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(embedder.embed([{ text: 'a' }], { signal: abort.signal })).rejects.toBe(reason);
  });
});
