import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestContext, FakeClock, type TestContext } from 'devmgr/plugin-api/testing';
import { openJobForm } from '../../../../../plugins/system/finetuning/draft/open-job-form.js';
import { readKeptDraft } from '../../../../../plugins/system/finetuning/draft/read-kept-draft.js';
import { FineTuningService } from '../../../../../plugins/system/finetuning/fine-tuning-service.js';
import { scriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';

let dir: string;
let clock: FakeClock;
let service: FineTuningService;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'devmgr-draft-'));
  clock = new FakeClock(1_000);
  service = new FineTuningService({
    clock,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    random: () => 0.5,
    check: () => Promise.reject(new Error('no file is read here')),
  });
  service.registerAdapter(scriptedAdapter());
});
afterEach(() => {
  service.dispose();
  rmSync(dir, { recursive: true, force: true });
});

function devmgr(): TestContext {
  return createTestContext({
    manifest: { id: 'system', title: 'System', apiVersion: '1.0', main: 'index.js' },
    root: '/project',
    storageDir: dir,
    clock,
  });
}

const kept = ({ context }: TestContext) => context.storage.state.get('finetuning.draft');

it('is there again in the next devmgr, with the models of its provider, however soon the first one ends', async () => {
  const first = devmgr();
  const form = openJobForm(first.context, service);
  form.begin();
  form.change({ baseModel: 'big-base', trainingFile: 'data/train.jsonl', suffix: 'cats' });
  form.setParameter('n_epochs', 7);
  await first.dispose();
  const before = kept(first);
  expect(before).toMatchObject({ baseModel: 'big-base', suffix: 'cats', parameters: { n_epochs: 7 } });

  const second = devmgr();
  await second.context.storage.state.set('finetuning.draft', before);
  const again = openJobForm(second.context, service);
  expect(again.state.get().draft).toEqual(form.state.get().draft);
  again.begin();
  await expect.poll(() => again.state.get().models).toMatchObject({ kind: 'ready', models: [{}, {}] });
  expect(again.state.get().draft.baseModel).toBe('big-base');
  await second.dispose();
});

it('is written once when nothing was changed for a moment, and without values that hold a secret', async () => {
  const test = devmgr();
  test.context.secrets.add('hunter2hunter2');
  const form = openJobForm(test.context, service);
  form.begin();
  form.change({ baseModel: 'a' });
  form.change({ baseModel: 'tiny-base', suffix: 'for-hunter2hunter2' });
  form.setParameter('token', 'hunter2hunter2');
  expect(kept(test)).toBeUndefined();
  clock.advance(400);
  expect(kept(test)).toMatchObject({ adapterId: 'scripted', baseModel: 'tiny-base', suffix: '', parameters: {} });
  await test.dispose();
});

it('is nothing where another version wrote something else', () => {
  const nothing = readKeptDraft(undefined);
  expect(nothing).toMatchObject({ adapterId: '', parameters: {} });
  for (const wrong of [5, 'x', null, [1], { adapterId: 3, parameters: [1], more: 1 }])
    expect(readKeptDraft(wrong)).toEqual(nothing);
  expect(readKeptDraft({ seed: '4', parameters: { a: 1, b: {}, c: 'x' } })).toEqual({
    ...nothing,
    seed: '4',
    parameters: { a: 1, c: 'x' },
  });
});
