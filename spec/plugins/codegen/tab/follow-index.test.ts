import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import { followIndex } from '../../../../plugins/codegen/tab/follow-index.js';

const testing = () =>
  createTestContext({
    manifest: { id: 'codegen', title: 'Code Gen', apiVersion: '1.0', main: 'index.js' },
    ...{ root: '/', storageDir: '/' },
  });

it('has files followed as long as it is there, also where it is gone before the index has come', async () => {
  const { context } = testing();
  let watchers = 0;
  const watch = () => {
    watchers += 1;
    return { dispose: () => void (watchers -= 1) };
  };
  context.services.provide(CodeIndex, { watch } as unknown as CodeIndex);
  const following = followIndex(context);
  await expect.poll(() => watchers).toBe(1);
  await following.dispose();
  expect(watchers).toBe(0);
  await followIndex(context).dispose();
  await context.services.require(CodeIndex);
  await new Promise((resolve) => setImmediate(resolve));
  expect(watchers).toBe(0);
});

it('does without an index', async () => {
  const { context } = testing();
  const following = followIndex(context);
  await new Promise((resolve) => setImmediate(resolve));
  await following.dispose();
});
