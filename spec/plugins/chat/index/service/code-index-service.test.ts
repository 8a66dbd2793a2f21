import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from 'devmgr/plugin-api';
import { Ai, AiError, type AiEmbeddingModel, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltPlugin } from '../../../../support/built-plugin.js';
import { builtChat, never, serviceStage } from './service-stage.js';

let plugin: BuiltPlugin;
beforeAll(async () => {
  plugin = await builtChat();
});
afterAll(() => plugin[Symbol.asyncDispose]());

const orders = `class OrderRepository:
    """Keeps orders."""

    def find(self, order_id):
        return self.rows[order_id]


def validate_quantity(quantity):
    if quantity < 0:
        raise ValueError("negative quantity")
`;
const files = {
  'app/orders.py': orders,
  'app/mail.py': 'def send_mail(to, subject):\n    smtp.send(to, subject)\n',
  'README.md': '# Shop\n\nHow to start the server.\n',
};

describe('a refresh', () => {
  it('makes the index, says what it did, and what is there is found', async () => {
    await using stage = await serviceStage(plugin, files);
    expect(stage.service.state.get().status).toBe('waiting');
    expect(await stage.refresh()).toMatchObject({ files: 3, added: 3, removed: 0, unchanged: 0, embedder: 'built-in' });
    expect(stage.service.state.get()).toMatchObject({
      status: 'ready',
      files: 3,
      progress: undefined,
      embedder: { id: 'built-in', problem: undefined },
      languages: expect.arrayContaining([
        { language: 'python', files: 2, chunks: expect.any(Number) as number },
      ]) as unknown,
    });
    expect((await stage.find('where is the quantity of an order checked'))[0]).toBe('app/orders.py');
    const { matches, kind } = await stage.service.search('OrderRepository.find', { limit: 3, signal: never });
    expect(kind).toBe('symbol');
    expect(matches[0]).toMatchObject({ path: 'app/orders.py', symbol: 'OrderRepository.find', startLine: 4 });
  });

  it('knows which file imports which', async () => {
    await using stage = await serviceStage(plugin, {
      ...files,
      'app/main.py': 'from app.orders import x\nimport os\n',
    });
    const signal = never;
    expect(await stage.service.imports('app/main.py', { signal })).toEqual({ imports: [], importedBy: [] });
    await stage.refresh();
    expect(await stage.service.imports('app/main.py', { signal })).toEqual({
      imports: ['app/orders.py'],
      importedBy: [],
    });
    expect(await stage.service.imports('app/orders.py', { signal })).toEqual({
      imports: [],
      importedBy: ['app/main.py'],
    });
  });

  it('finds what has changed since, also in another run of devmgr', async () => {
    await using first = await serviceStage(plugin, files);
    await first.refresh();
    await using stage = await first.again();
    stage.write({ 'app/new.py': 'def refund_order(order):\n    pass\n' });
    rmSync(join(stage.root, 'app/mail.py'));
    expect(await stage.refresh()).toMatchObject({ files: 3, added: 1, removed: 1, unchanged: 2 });
    expect((await stage.find('refund_order'))[0]).toBe('app/new.py');
    expect(await stage.find('send_mail')).not.toContain('app/mail.py');
    expect((await stage.refresh({ rebuild: true }))?.added).toBe(3);
  });

  it('says what is there from before as soon as it begins', async () => {
    await using first = await serviceStage(plugin, files);
    await first.refresh();
    const { languages, chunks } = first.service.state.get();
    await using stage = await first.again();
    const counted = stage.until(({ status, files: count }) => status === 'scanning' && count > 0);
    await stage.refresh();
    expect(await counted).toMatchObject({ files: 3, chunks, languages });
  });

  it('is joined by a second one; a rebuild comes after it', async () => {
    await using stage = await serviceStage(plugin, files);
    const [first, second, rebuild] = await Promise.all([
      stage.refresh(),
      stage.refresh(),
      stage.refresh({ rebuild: true }),
    ]);
    expect(second).toBe(first);
    expect(rebuild).not.toBe(first);
    expect([first?.added, rebuild?.added]).toEqual([3, 3]);
  });

  it('that nobody follows any more is stopped, keeps what it did, and the next one goes on', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`m${at}.py`, `def f${at}():\n    pass\n`]));
    await using stage = await serviceStage(plugin, many);
    const abort = new AbortController();
    const seen: IndexProgress['type'][] = [];
    for await (const { type } of stage.service.refresh({ signal: abort.signal })) {
      seen.push(type);
      if (type === 'file-end') abort.abort();
    }
    expect(seen).toContain('file-end');
    expect(seen).not.toContain('index-end');
    expect(stage.service.state.get()).toMatchObject({ status: 'waiting', progress: undefined });
    const rest = await stage.refresh();
    expect(rest?.files).toBe(300);
    expect(rest?.added).toBeLessThan(300);
    expect((rest?.added ?? 0) + (rest?.unchanged ?? 0)).toBe(300);
  });
});

describe('files that are followed', () => {
  it('are in the index soon after they were written', async () => {
    await using stage = await serviceStage(plugin, files);
    const watching = stage.service.watch();
    await stage.until(({ isWatching, status, files: count }) => isWatching && status === 'ready' && count === 3);
    stage.write({ 'app/late.py': 'def cancel_order(order):\n    pass\n' });
    await stage.until(({ files: count, status }) => count === 4 && status === 'ready');
    expect((await stage.find('cancel_order'))[0]).toBe('app/late.py');
    stage.write({ 'app/late.py': 'def archive_order(order):\n    pass\n' });
    await expect.poll(() => stage.find('archive_order')).toContain('app/late.py');
    void watching.dispose();
    await stage.until(({ isWatching }) => !isWatching);
  });

  it('are followed once for all who want it, until the last one does not any more', async () => {
    await using stage = await serviceStage(plugin, files);
    const first = stage.service.watch();
    await stage.until(({ isWatching, status }) => isWatching && status === 'ready');
    let changes = 0;
    stage.service.state.onDidChange(() => (changes += 1));
    const second = stage.service.watch();
    void first.dispose();
    void first.dispose();
    expect(stage.service.state.get()).toMatchObject({ isWatching: true, status: 'ready' });
    expect(changes).toBe(0);
    stage.write({ 'app/late.py': 'def cancel_order(order):\n    pass\n' });
    await stage.until(({ files: count, status }) => count === 4 && status === 'ready');
    void second.dispose();
    expect(stage.service.state.get().isWatching).toBe(false);
  });

  it('follow the rules that the project has now', async () => {
    await using stage = await serviceStage(plugin, files);
    stage.service.watch();
    await stage.until(({ isWatching, status }) => isWatching && status === 'ready');
    stage.write({ '.devmgrignore': 'app/mail.py\n' });
    await stage.until(({ files: count, status }) => count < 3 + 1 && status === 'ready');
    await expect.poll(() => stage.find('send_mail')).not.toContain('app/mail.py');
  });
});

describe('the switch', () => {
  it('turns everything off, is remembered, and on again finds what was there', async () => {
    await using stage = await serviceStage(plugin, files);
    await stage.refresh();
    await stage.service.setEnabled(false);
    expect(stage.service.state.get().status).toBe('off');
    expect(stage.test.context.storage.state.get('index-off')).toBe(true);
    await expect(stage.find('orders')).rejects.toMatchObject({
      code: 'PLUGIN_CHAT_INDEX_OFF',
      hint: expect.stringContaining('devmgr index --on') as string,
    });
    await expect(stage.refresh()).rejects.toMatchObject({ code: 'PLUGIN_CHAT_INDEX_OFF' });
    await stage.service.setEnabled(true);
    expect(await stage.find('validate_quantity')).toContain('app/orders.py');
  });

  it('may be turned back at once', async () => {
    await using stage = await serviceStage(plugin, files);
    stage.service.watch();
    await stage.until(({ isWatching, status }) => isWatching && status === 'ready');
    await Promise.all([stage.service.setEnabled(false), stage.service.setEnabled(true)]);
    expect(stage.service.state.get().status).not.toBe('off');
    await stage.until(({ isWatching, status }) => isWatching && status === 'ready');
    expect(await stage.find('validate_quantity')).toContain('app/orders.py');
  });

  it('is seen when another devmgr has turned it', async () => {
    await using stage = await serviceStage(plugin, files);
    const { state } = stage.test.context.storage;
    stage.service.watch();
    await stage.until(({ isWatching, status }) => isWatching && status === 'ready');
    await state.set('index-off', true);
    await stage.until(({ isWatching, status }) => !isWatching && status === 'off');
    await state.set('index-off', false);
    await stage.until(({ isWatching, status }) => isWatching && status === 'ready');
    await state.set('index-off', true);
    await expect(stage.find('orders')).rejects.toMatchObject({ code: 'PLUGIN_CHAT_INDEX_OFF' });
  });
});

describe('the embedder', () => {
  it('that is off leaves the keywords; chosen again it makes the vectors', async () => {
    await using first = await serviceStage(plugin, files, { settings: { embedder: 'off' } });
    expect(await first.refresh()).toMatchObject({ embedder: 'none', embedded: 0 });
    const { matches, notes } = await first.service.search('validate_quantity', { limit: 3, signal: never });
    expect(matches[0]).toMatchObject({ path: 'app/orders.py', foundBy: 'keyword' });
    expect(notes).toEqual([]);
    await using second = await first.again({ settings: {} });
    const summary = await second.refresh();
    expect(summary).toMatchObject({ embedder: 'built-in', added: 0 });
    expect(summary?.embedded).toBeGreaterThan(0);
  });

  it('that cannot run leaves the keywords, and everybody is told why', async () => {
    await using stage = await serviceStage(plugin, files, { settings: { embedder: './no-model' } });
    expect(await stage.refresh()).toMatchObject({ embedder: 'none', files: 3 });
    expect(stage.service.state.get().embedder.problem).toContain('no-model');
    const { matches, notes } = await stage.service.search('send_mail', { limit: 3, signal: never });
    expect(matches[0]?.path).toBe('app/mail.py');
    expect(notes).toEqual([expect.stringContaining('no-model')]);
  });
});

describe('an embeddings endpoint', () => {
  /** Vectors of a few words, so that what is alike is near. */
  const words = ['order', 'quantity', 'mail', 'server'];
  const vector = (text: string) => Float32Array.from(words, (word) => text.toLowerCase().split(word).length - 1 + 0.01);
  const endpoint = (embed: AiEmbeddingModel['embed']) => {
    const model = { providerId: 'ollama', modelId: 'm', host: undefined, dimensions: 4, maxBatchSize: 8, embed };
    const ai: Pick<Ai, 'embeddingModel' | 'providers'> = {
      providers: new Store<readonly AiProvider[]>([]),
      embeddingModel: () => ({ ...model, specificationVersion: 1 }),
    };
    return ai as Ai;
  };
  const settings = { embedder: 'ollama/m' };

  it('is asked by the threads through the main one', async () => {
    await using stage = await serviceStage(plugin, files, { settings });
    stage.test.context.services.provide(
      Ai,
      endpoint(async (texts) => texts.map(vector)),
    );
    expect(await stage.refresh()).toMatchObject({ embedder: 'ollama/m', files: 3 });
    expect(stage.service.state.get().embedder).toEqual({ id: 'ollama/m', problem: undefined });
    const { matches } = await stage.service.search('the quantity', { limit: 1, signal: never });
    expect(matches[0]).toMatchObject({ path: 'app/orders.py', foundBy: 'both' });
  });

  it('that fails leaves the keywords, says why, and is asked again by the next refresh', async () => {
    await using stage = await serviceStage(plugin, files, { settings });
    let isUp = false;
    const embed: AiEmbeddingModel['embed'] = async (texts) => {
      const failure = { kind: 'unreachable', providerId: 'ollama', modelId: 'm' } as const;
      if (!isUp) throw new AiError({ message: 'ollama does not answer', hint: 'Start it: ollama serve', failure });
      return texts.map(vector);
    };
    stage.test.context.services.provide(Ai, endpoint(embed));
    expect(await stage.refresh()).toMatchObject({ embedder: 'none', files: 3, embedded: 0 });
    expect(stage.service.state.get().embedder.problem).toContain('ollama does not answer');
    expect((await stage.find('validate_quantity'))[0]).toBe('app/orders.py');
    isUp = true;
    const summary = await stage.refresh();
    expect(summary).toMatchObject({ embedder: 'ollama/m', added: 0 });
    expect(summary?.embedded).toBe(summary?.chunks);
    expect(stage.service.state.get().embedder.problem).toBeUndefined();
  });
});

it('without an index nothing is found, and nothing is made', async () => {
  await using stage = await serviceStage(plugin, files);
  expect(await stage.find('orders')).toEqual([]);
  expect(await stage.service.files({ signal: never })).toEqual([]);
});

it('an empty query finds nothing', async () => {
  await using stage = await serviceStage(plugin, files);
  await stage.refresh();
  expect(await stage.find('  \n')).toEqual([]);
});

it('outlines, files and what is alike are answered', async () => {
  await using stage = await serviceStage(plugin, files);
  await stage.refresh();
  const { service } = stage;
  const outline = await service.outline('app/orders.py', { signal: never });
  expect(outline.map(({ symbol }) => symbol)).toContain('validate_quantity');
  expect((await service.files({ signal: never })).map(({ path }) => path)).toEqual([
    'README.md',
    'app/mail.py',
    'app/orders.py',
  ]);
  const place = { path: 'app/orders.py', startLine: 4, endLine: 5 };
  const { matches } = await service.related(place, { limit: 5, signal: never });
  expect(matches.some(({ path, startLine }) => path === place.path && startLine === 4)).toBe(false);
});

it('a database that is damaged is put aside, said, and made again', async () => {
  await using first = await serviceStage(plugin, files);
  await first.refresh();
  await using stage = await first.again();
  writeFileSync(join(stage.storageDir, 'index.sqlite'), 'no database at all, but some text '.repeat(100));
  expect((await stage.refresh())?.added).toBe(3);
  expect(stage.test.logged).toContainEqual({ level: 'warn', message: expect.stringContaining('damaged') as string });
  expect(await stage.find('validate_quantity')).toContain('app/orders.py');
});
