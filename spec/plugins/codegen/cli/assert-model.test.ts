import type { Ai, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { Store } from 'devmgr/plugin-api';
import { createTestContext, FakeClock } from 'devmgr/plugin-api/testing';
import { beforeEach, expect, test } from 'vitest';
import { assertModel } from '../../../../plugins/codegen/cli/assert-model.js';

let written: string;
beforeEach(() => {
  written = '';
});

const { text } = createTestContext({
  manifest: { id: 'codegen', title: 'Code Gen', apiVersion: '1.0', main: 'index.js' },
  ...{ root: '/', storageDir: '/' },
}).context;
const stderr = {
  write: (line: string) => void (written += line),
  ...{ isTTY: false, columns: 80, color: false, paint: (_style: string, painted: string) => painted },
};

/** A provider that says what it has when it is looked at. */
function aiWith(kind: AiProvider['kind'], ids: readonly string[]): Pick<Ai, 'providers' | 'languageModel'> {
  const state = new Store({ status: { kind: 'unknown' }, models: [] } as unknown as ReturnType<
    AiProvider['state']['get']
  >);
  const models = ids.map((id) => ({ id, kind: 'language' }));
  const refresh = async () => state.set({ ...state.get(), status: { kind: 'ready' }, models } as never);
  const provider = { id: 'mine', kind, state, refresh } as unknown as AiProvider;
  const languageModel = (selection: string) => ({
    ...{ providerId: 'mine', modelId: selection.slice('mine/'.length), kind: 'generative', info: {} },
  });
  return { providers: new Store([provider]), languageModel: languageModel as unknown as Ai['languageModel'] };
}

const assert = (selection: string, ai: ReturnType<typeof aiWith>) =>
  assertModel(selection, {
    ai,
    context: { text, clock: new FakeClock() },
    invocation: { stderr, signal: new AbortController().signal },
  });

test('a server on this machine has no other models than it lists', async () => {
  const ai = aiWith('local-server', ['alpha', 'beta:latest']);
  await expect(assert('mine/nosuch', ai)).rejects.toMatchObject({
    ...{ message: 'mine has no model nosuch', hint: 'It lists alpha, beta:latest.', exitCode: 2 },
  });
  await assert('mine/alpha', ai);
  await assert('mine/beta', ai);
  await assert('mine', ai);
  expect(written).toBe('');
});

test('of others it is told, as they list not all', async () => {
  await assert('mine/nosuch', aiWith('cloud', ['alpha']));
  expect(written).toBe('! mine lists no model nosuch: it is asked all the same. It lists alpha.\n');
});

test('who lists nothing is asked', async () => {
  await assert('mine/nosuch', aiWith('local-server', []));
  expect(written).toBe('');
});
