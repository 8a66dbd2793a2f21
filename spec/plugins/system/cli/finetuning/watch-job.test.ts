import { expect, it } from 'vitest';
import { DevmgrError, type CliInvocation } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import type { FinetuneParts } from '../../../../../plugins/system/cli/finetuning/finetune-word.js';
import { watchUntilEnd } from '../../../../../plugins/system/cli/finetuning/watch-job.js';
import { FineTuningService } from '../../../../../plugins/system/finetuning/fine-tuning-service.js';
import { job, ScriptedAdapter } from '../../finetuning/scripted-adapter.js';
import { waitFor } from '../../../../support/wait-for.js';

it('watches a job that its provider does not list to its end, and says why looks fail', async () => {
  const clock = new FakeClock(1_000);
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const check = () => Promise.reject(new Error('not asked here'));
  const finetuning = new FineTuningService({ clock, log, random: () => 0.5, check });
  const adapter = new ScriptedAdapter('a');
  finetuning.registerAdapter(adapter);
  const asked: string[] = [];
  let now = job('old');
  adapter.get = (id) => Promise.resolve((asked.push(id), now));
  adapter.problem = new DevmgrError({ code: 'DEVMGR_USAGE', message: 'A does not know the key' });
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({
    ...{ isTTY: false, isBroken: false, columns: 80 },
    write: (text: string) => void (written[name] += text),
  });
  const { signal } = new AbortController();
  const invocation = { stdout: sink('out'), stderr: sink('err'), signal, json: false } as unknown as CliInvocation;
  const text = { clean: (each: string) => each, redact: (each: string) => each };
  const parts = { finetuning, context: { clock, text } } as unknown as FinetuneParts;
  const code = watchUntilEnd(invocation, parts, now);
  await waitFor(() => expect(asked).toEqual(['old']));
  await waitFor(() => expect(written.err).toBe('! A does not know the key\n'));
  now = job('old', { status: 'succeeded' });
  clock.advance(5_000);
  await waitFor(() => expect(asked).toHaveLength(2));
  await Promise.resolve();
  clock.advance(1_000);
  expect(await code).toBe(0);
  expect(written.out).toContain('a:old succeeded');
  finetuning.dispose();
});
