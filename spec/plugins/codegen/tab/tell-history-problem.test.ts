import { Store, type Screen } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import { tellHistoryProblem } from '../../../../plugins/codegen/tab/tell-history-problem.js';

it('tells once what keeps generations from being kept, and again after they were kept', async () => {
  const problem = new Store<string | undefined>('generations are not kept: ENOSPC');
  const notified: string[] = [];
  const screen = { notify: ({ message }: { message: string }) => notified.push(message) } as unknown as Screen;
  let made = 0;
  const make = async () => ((made += 1), { history: { problem } } as unknown as CodegenEngine);
  const told = tellHistoryProblem(make, { screen });
  expect(made).toBe(0);
  await told.engine();
  await told.engine();
  problem.set('generations are not kept: EACCES');
  expect(notified).toEqual(['generations are not kept: ENOSPC']);
  problem.set(undefined);
  problem.set('generations are not kept: EIO');
  expect(notified).toHaveLength(2);
  await told.dispose();
  problem.set(undefined);
  problem.set('generations are not kept: EIO');
  await told.engine();
  expect(notified).toHaveLength(2);
});
