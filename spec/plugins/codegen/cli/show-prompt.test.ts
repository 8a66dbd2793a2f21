import type { CliInvocation, TextSink } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import { leftOutText } from '../../../../plugins/codegen/cli/left-out-text.js';
import { showPrompt } from '../../../../plugins/codegen/cli/show-prompt.js';
import { generateStage, type GenerateStageOptions } from '../generate/generate-stage.js';

const item = (title: string, words: number) => ({
  ...{ id: title, title, reason: 'sibling', text: 'word '.repeat(words), path: title, value: 0.5 },
});
const hint = 'How much m can read is not known: 16384 tokens are assumed';

async function shown(options: Partial<GenerateStageOptions>, json = false) {
  await using stage = await generateStage({
    streams: [
      async function* () {
        // Nobody is asked.
      },
    ],
    ...options,
  });
  const out = { stdout: '', stderr: '' };
  const sink = (to: 'stdout' | 'stderr'): TextSink => ({
    write: (text) => void (out[to] += text),
    ...{ isTTY: false, columns: 80, color: false, paint: (_: unknown, text: string) => text },
  });
  const invocation = { stdout: sink('stdout'), stderr: sink('stderr'), json, signal: AbortSignal.timeout(60_000) };
  const target = { path: 'app/new.py', language: undefined, before: undefined };
  const request = { job: { target, prompt: 'Write it.', model: undefined } } as Parameters<typeof showPrompt>[0];
  const parts = { context: stage.test.context, progress: { dispose: () => undefined }, invocation } as unknown;
  await showPrompt(request, stage, parts as Parameters<typeof showPrompt>[2] & { invocation: CliInvocation });
  expect(stage.requests).toEqual([]);
  return out;
}

it('says that the window is a guess, also where nothing was left out for it', async () => {
  expect((await shown({})).stderr).toContain(hint);
  expect(JSON.parse((await shown({}, true)).stdout).notes.join()).toContain(hint);
  expect((await shown({ info: { contextWindow: 50_000 } })).stderr).not.toContain('is not known');
});

it('names what is left out, and says once why', async () => {
  const context = { items: [item('app/a.py', 500), item('app/b.py', 30_000)], notes: [] };
  const { stderr } = await shown({ context });
  expect(stderr).toMatch(/^left out: app\/b\.py \d+k$/m);
  expect(stderr.split(hint)).toHaveLength(2);
});

it('names the first of many that are left out', () => {
  const items = Array.from({ length: 11 }, (_, at) => ({
    ...item(`f${at}.py`, 1),
    tokens: 900,
    leftOut: 'does not fit',
  }));
  expect(leftOutText(items)).toMatch(/^left out: f0\.py 900, .*, f7\.py 900 and 3 more$/);
  expect(leftOutText([])).toBeUndefined();
});
