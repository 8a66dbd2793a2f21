import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DevmgrError, Store } from 'devmgr/plugin-api';
import type { CodeContextItem, CodeContextProvider } from 'devmgr/plugin-api/contracts/code-generator';
import type { CodeIndexState, CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { describe, expect, it } from 'vitest';
import { contextStage, provideIndex, summary } from './context-stage.js';

const match = (path: string, text: string, more: Partial<CodeMatch> = {}): CodeMatch => ({
  ...{ path, startLine: 3, endLine: 3, text, score: 1, foundBy: 'both', kind: 'function', language: 'python' },
  ...{ reasons: ['defines refund'], ...more },
});
const files = { 'app/a.py': 'x = 1\n\ndef refund(): ...\n', 'app/b.py': 'y = 1\n', '.env': 'KEY=1\n' };

describe('the code search', () => {
  it('is asked for the prompt and the words of the path; what it finds says why', async () => {
    await using stage = await contextStage({ ...files, 'lib/z.py': 'x = 1\n\ndef refund(): ...\n' });
    const queries: string[] = [];
    provideIndex(stage, {
      search: (query) => {
        queries.push(query);
        const matches = [match('lib/z.py', 'def refund(): ...\n'), match('lib/z.py', 'def gone(): ...\n')];
        return Promise.resolve({ query, kind: 'question', matches, tookMs: 1, notes: [] });
      },
    });
    const { items, notes } = await stage.gather('app/payments.py', 'lang:py -refund "money"');
    expect(queries).toEqual(['lang py refund  money  payment']);
    expect(items.filter(({ id }) => id.startsWith('file:lib/z.py'))).toEqual([
      expect.objectContaining({ id: 'file:lib/z.py:3-3', startLine: 3, reason: 'defines refund', value: 0.62 }),
    ]);
    expect(notes).toEqual([]);
  });

  it('gives nothing that was found by one word of everyday use, and no settings of the project for code', async () => {
    await using stage = await contextStage({ ...files, 'lib/z.py': 'x = 1\n', 'pyproject.toml': '[tool.x]\n' });
    const found = (reasons: readonly string[], more: Partial<CodeMatch> = {}) =>
      match('lib/z.py', 'x = 1\n', { reasons, foundBy: 'keyword', startLine: 1, ...more });
    let matches: readonly CodeMatch[] = [];
    provideIndex(stage, {
      search: (query) => Promise.resolve({ query, kind: 'question', matches, tookMs: 1, notes: [] }),
    });
    const ask = async (...given: readonly CodeMatch[]) => {
      matches = given;
      const { items } = await stage.gather('app/payments.py', 'Make it count any refund read from toml');
      return items.filter(({ startLine }) => startLine !== undefined).map(({ reason }) => reason);
    };
    expect(await ask(found(['words: make']), found(['words: any, count', 'meaning 0.21']))).toEqual([]);
    expect(await ask(found(['words: toml'], { path: 'pyproject.toml', text: '[tool.x]\n' }))).toEqual([]);
    expect(await ask(found(['words: refund']))).toEqual(['words: refund']);
    expect(await ask(found(['words: make', 'meaning 0.55']))).toEqual(['words: make']);
  });

  it('gives no piece of a file that is there as a whole', async () => {
    await using stage = await contextStage(files);
    provideIndex(stage, {
      search: (query) =>
        Promise.resolve({
          query,
          kind: 'question',
          matches: [match('app/a.py', 'def refund(): ...')],
          tookMs: 1,
          notes: [],
        }),
    });
    const { items } = await stage.gather('app/new.py', 'as a.py');
    expect(items.filter(({ path }) => path === 'app/a.py').map(({ id }) => id)).toEqual(['file:app/a.py']);
  });

  it.each([
    ['off', 'Code was not searched: the code index is switched off'],
    ['failed', 'Code was not searched: the code index failed'],
    ['indexing', 'The code index is still being made: code was searched as far as it is known'],
  ] as const)('that is %s is noted, and the rest is there', async (status, note) => {
    await using stage = await contextStage(files);
    provideIndex(stage, { status });
    const { items, notes } = await stage.gather('app/new.py');
    expect(notes).toEqual([note]);
    expect(summary(items)).toContain('beside the target: app/a.py');
  });

  it('that fails, or is not there, is noted', async () => {
    await using stage = await contextStage(files);
    expect((await stage.gather('app/new.py')).notes).toEqual(['Code was not searched: there is no code index']);
    const broken = new DevmgrError({ code: 'DEVMGR_STORAGE_FAILED', message: 'The database is damaged' });
    provideIndex(stage, { search: () => Promise.reject(broken) });
    expect((await stage.gather('app/new.py')).notes).toEqual(['Code was not searched: The database is damaged']);
  });

  it('nobody has brought up to date is, but is not waited for long, and not given up', async () => {
    const clock = new FakeClock();
    await using stage = await contextStage(files, { clock });
    const asked: AbortSignal[] = [];
    provideIndex(stage, {
      status: 'waiting',
      refresh: ({ signal }) => {
        asked.push(signal);
        return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
      },
    });
    const gathering = stage.gather('app/new.py');
    await until(() => clock.pending > 0);
    clock.advance(4_000);
    const { notes } = await gathering;
    expect(asked.map(({ aborted }) => aborted)).toEqual([false]);
    expect(notes).toEqual(['The code index is still being made: code was searched as far as it is known']);
  });

  it('that does not follow the files is brought up to date for the next time, and not waited for', async () => {
    const clock = new FakeClock(10_000);
    await using stage = await contextStage(files, { clock });
    let refreshed = 0;
    const state = new Store({ status: 'ready', refreshedAt: 0, isWatching: false } as CodeIndexState);
    const refresh = () => {
      refreshed += 1;
      return { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    };
    provideIndex(stage, { state, refresh });
    expect((await stage.gather('app/new.py')).notes).toEqual([]);
    expect(refreshed).toBe(1);
    state.set({ ...state.get(), isWatching: true });
    await stage.gather('app/new.py');
    state.set({ ...state.get(), isWatching: false, refreshedAt: 9_000 });
    await stage.gather('app/new.py');
    expect(refreshed).toBe(1);
  });

  it('that was brought up to date just now is asked', async () => {
    await using stage = await contextStage(files);
    const state = new Store({ status: 'waiting' } as CodeIndexState);
    provideIndex(stage, {
      state,
      refresh: () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => {
            state.set({ status: 'ready' } as CodeIndexState);
            return Promise.resolve({ done: true, value: undefined });
          },
        }),
      }),
    });
    expect((await stage.gather('app/new.py')).notes).toEqual([]);
  });
});

describe('files', () => {
  it('of secrets, of no text, outside and too large ones are never sent', async () => {
    await using stage = await contextStage({
      ...files,
      'app/image.png': 'x',
      'app/binary.py': Buffer.from([65, 0, 66]),
      'app/big.py': 'x = 1\n'.repeat(100_000),
      'app/.env': 'KEY=2\n',
    });
    await using other = await contextStage({ 'outside.py': 'secret = 1\n' });
    symlinkSync(join(other.root, 'outside.py'), join(stage.root, 'app/link.py'));
    const names = 'app/image.png app/binary.py app/big.py app/link.py app/.env .env app/a.py';
    const { items } = await stage.gather('app/new.py', names);
    const shown = items.map(({ path }) => path).filter((path) => path !== undefined);
    expect(shown.toSorted()).toEqual(['app/a.py', 'app/b.py']);
    expect(JSON.stringify(items)).not.toMatch(/KEY=|secret = 1/);
  });

  it('come with plain line ends, without a byte order mark, and in Latin-1 where they are no UTF-8', async () => {
    const latin1 = Buffer.from('name = "Müller"\r\nx = 1\r\n', 'latin1');
    await using stage = await contextStage({ 'a.py': `\uFEFFx = "Größe"\r\ny = 2\r\n`, 'b.py': latin1 });
    const { items } = await stage.gather('new.py', 'like a.py and b.py');
    expect(items.find(({ path }) => path === 'a.py')?.text).toBe('x = "Größe"\ny = 2\n');
    expect(items.find(({ path }) => path === 'b.py')?.text).toBe('name = "Müller"\nx = 1\n');
  });

  it('near the target are looked at where nobody lists the files', async () => {
    await using stage = await contextStage(
      { ...files, 'far/c.py': 'z = 1\n', 'conftest.py': 'f = 1\n' },
      { withoutFiles: true },
    );
    const { items, notes } = await stage.gather('app/test_a.py', 'test a.py');
    expect(summary(items)).toEqual(expect.arrayContaining(['module under test: app/a.py', 'fixtures: conftest.py']));
    expect(items.every(({ path }) => path !== 'far/c.py' && path !== '.env')).toBe(true);
    expect(notes).toContain('The files of the project cannot be listed, so only those near the target are looked at');
  });
});

describe('providers of other plugins', () => {
  const item: CodeContextItem = { id: 'tickets:1', title: 'Ticket 1', reason: 'ticket', text: 'Refunds', value: 0.99 };
  const provider = (id: string, provide: () => unknown): CodeContextProvider => ({
    id,
    provide: async () => provide() as readonly CodeContextItem[],
  });

  it('add items; one whose id is taken, or whose file is secret, is left out', async () => {
    await using stage = await contextStage(files);
    const given = [
      item,
      { ...item, title: 'again' },
      { ...item, id: 'file:app/a.py' },
      { ...item, id: 'env', path: '.env' },
      { ...item, id: 'odd', value: 7, title: '', startLine: -1 },
    ];
    const { items } = await stage.gather('app/new.py', '', { providers: [provider('tickets.all', () => given)] });
    expect(items.filter(({ text }) => text === 'Refunds').map(({ id, title, value }) => [id, title, value])).toEqual([
      ['odd', 'odd', 1],
      ['tickets:1', 'Ticket 1', 0.99],
    ]);
  });

  it('that fail, or give something else, are left out and said; the others count', async () => {
    await using stage = await contextStage(files);
    provideIndex(stage);
    const providers = [
      provider('a.fails', () => {
        throw new Error('no network');
      }),
      { id: 'b.throws', provide: () => raise('at once') },
      provider('c.odd', () => 'text'),
      provider('d.text', () => [{ id: 'x' }]),
      provider('e.fine', () => [item]),
    ];
    const { items, notes } = await stage.gather('app/new.py', '', { providers });
    expect(notes.toSorted()).toEqual([
      'a.fails failed: no network',
      'b.throws failed: at once',
      'c.odd failed: it gave no list of items',
      'd.text failed: it gave an item without id or text',
    ]);
    expect(items.map(({ id }) => id)).toContain('tickets:1');
    expect(stage.logged.filter(({ level }) => level === 'warn')).toHaveLength(4);
  });

  it('that take longer than two seconds are left out, and told to stop', async () => {
    const clock = new FakeClock();
    await using stage = await contextStage(files, { clock });
    provideIndex(stage);
    let isStopped = false;
    const slow: CodeContextProvider = {
      id: 'slow.one',
      provide: ({ signal }) =>
        new Promise(() => signal.addEventListener('abort', () => (isStopped = true), { once: true })),
    };
    const gathering = stage.gather('app/new.py', '', { providers: [slow] });
    await until(() => clock.pending > 0);
    // What the index is given is over before.
    clock.advance(1_999);
    clock.advance(1);
    const { notes } = await gathering;
    expect(notes).toContain('slow.one took too long: nothing of it is sent');
    expect(isStopped).toBe(true);
  });
});

describe('gathering', () => {
  it('ends at once with the reason when it is aborted', async () => {
    await using stage = await contextStage(files);
    const abort = new AbortController();
    provideIndex(stage, { search: () => new Promise(() => undefined) });
    const gathering = stage.gather('app/new.py', 'x', { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(gathering).rejects.toThrow('enough');
    await expect(stage.gather('app/new.py', 'x', { signal: abort.signal })).rejects.toThrow('enough');
  });

  it('gives nothing but what is there in an empty project', async () => {
    await using stage = await contextStage({});
    expect(await stage.gather('main.py')).toEqual({
      items: [],
      notes: ['Code was not searched: there is no code index'],
    });
  });
});

function raise(message: string): never {
  throw new Error(message);
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error('It did not come to that');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
