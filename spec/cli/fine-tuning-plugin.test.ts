import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

const home = temporaryHome();
const manifest = { activation: ['onService:system.finetuning'], requires: ['system.finetuning'] };
const plugin = (id: string) => `
  import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
  const job = { id: 'job-1', adapterId: '${id}', baseModel: 'tiny', status: 'running', rawStatus: 'cooking', createdAt: 1,
    hyperparameters: {}, loss: 0.5, progress: { fraction: 0.25 } };
  const adapter = {
    id: '${id}', title: 'Kitchen',
    capabilities: { cancel: true, pause: false, resume: false, validationFile: false, suffix: false, seed: false },
    availability: () => ({ kind: 'ready' }),
    baseModels: async () => [{ id: 'tiny' }],
    methods: () => [{ id: 'slow', title: 'Slow', dataFormat: 'any', parameters: [] }],
    create: async () => job, list: async () => [job], get: async () => job,
    detail: async () => ({ events: [], metrics: [], checkpoints: [] }),
    cancel: async () => ({ ...job, status: 'cancelled' }),
  };
  export default { async activate(ctx) {
    const tuning = await ctx.services.require(FineTuning);
    ctx.subscriptions.add(tuning.registerAdapter(adapter));
  } }`;

beforeAll(() => {
  const plugins = join(home.path, 'plugins');
  mkdirSync(plugins, { recursive: true });
  writePlugin(plugins, 'kitchen', plugin('kitchen'), manifest);
  writePlugin(plugins, 'thief', plugin('local'), manifest);
});
afterAll(() => home.remove());

it('a plugin brings an adapter of its own; one that takes the name of another is left out', async () => {
  const run = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await runDevmgr([...args, '--json'], { home: home.path, cwd: home.path });
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as Record<'adapters' | 'jobs', readonly Record<string, unknown>[]>;
  };
  const { adapters } = await run('finetune', 'adapters');
  expect(adapters.filter(({ title }) => title === 'Kitchen').map(({ id }) => id)).toEqual(['kitchen']);
  expect(adapters.map(({ id }) => id)).toContain('local');
  const { jobs } = await run('finetune', 'list');
  expect(jobs).toEqual([expect.objectContaining({ id: 'job-1', status: 'running', loss: 0.5 })]);
  await run('finetune', 'cancel', 'kitchen:job-1', '--yes');
});
