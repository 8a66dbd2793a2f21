import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testPython } from '../support/python.js';
import { runDevmgr, temporaryHome, type RunResult, type TemporaryHome } from '../support/run-devmgr.js';

const SCRIPT = fileURLToPath(new URL('../fixtures/finetune/train.py', import.meta.url));

let root: string;
let home: TemporaryHome;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-finetune-'));
  home = temporaryHome();
  copyFileSync(SCRIPT, join(root, 'train.py'));
  const words = [
    testPython(),
    'train.py',
    '--data',
    '{training_file}',
    '--model',
    '{base_model}',
    '--out',
    '{output_dir}',
  ];
  const table = ['[tool.devmgr.finetune.local]', `command = ${JSON.stringify([...words, '--epochs', '{epochs}'])}`];
  const epochs = ['[tool.devmgr.finetune.local.parameters]', 'epochs = { type = "number", default = 4, minimum = 1 }'];
  writeFileSync(join(root, 'pyproject.toml'), [...table, ...epochs].join('\n'));
  const example = (at: number) => `${JSON.stringify({ text: `the quick brown fox ${at} jumps over the lazy dog` })}\n`;
  writeFileSync(join(root, 'train.jsonl'), Array.from({ length: 12 }, (_, at) => example(at)).join(''));
  writeFileSync(join(root, 'torn.jsonl'), `${example(1)}{"text": "cut\n`);
});

afterAll(async () => {
  await home.unused();
  home.remove();
  rmSync(root, { recursive: true, force: true });
});

const finetune = (...words: readonly string[]): Promise<RunResult> =>
  runDevmgr(['finetune', ...words], { cwd: root, home: home.path });

it('trains on this machine from check to model, and knows the job afterwards', async () => {
  const created = await finetune(
    ...['create', 'train.jsonl', '--provider', 'local', '-m', 'tiny', '--set', 'epochs=3', '--wait', '--json'],
  );
  const lines = created.stdout.trim().split('\n');
  const jobs = lines.map((line) => (JSON.parse(line) as { job: { name: string; status: string; loss?: number } }).job);
  expect(created.code, created.stderr).toBe(0);
  const last = jobs.at(-1);
  expect(last).toMatchObject({ provider: 'local', status: 'succeeded', hyperparameters: { epochs: 3 } });
  const name = last?.name ?? '';
  const [list, show, shown] = await Promise.all([
    finetune('list'),
    finetune('show', name, '--json'),
    finetune('show', name),
  ]);
  expect(list.stdout).toMatch(new RegExp(`✓ +${name} +tiny +succeeded +100%`));
  const detail = JSON.parse(show.stdout) as { metrics: readonly { loss: number }[] };
  expect(detail.metrics.at(-1)?.loss).toBeLessThan(detail.metrics[0]?.loss ?? 0);
  expect(shown.stdout).toMatch(/\noutput\n(?: {2}epoch \d\/3 loss=\S+\n){3} {2}… all of it: tail -f \S+\/log\.txt\n$/);
  const watched = await finetune('watch', name);
  expect(watched).toMatchObject({ code: 0 });
  expect(watched.stdout).toContain(`✓ ${name} succeeded`);
  expect(await finetune('remove', name)).toMatchObject({ code: 2 });
  expect(await finetune('remove', name, '--yes')).toMatchObject({ code: 0, stdout: `${name} is forgotten\n` });
  expect((await finetune('list', '--json')).stdout).toBe('{"jobs":[],"problems":[]}\n');
});

it('says what is wrong in a file with its line, and creates nothing of it', async () => {
  const [check, create] = await Promise.all([
    finetune('check', '--provider', 'local', '--', 'torn.jsonl'),
    finetune('create', 'torn.jsonl', '--provider', 'local', '-m', 'tiny'),
  ]);
  expect(check.code).toBe(1);
  expect(check.stdout).toMatch(/✗ .*torn\.jsonl:2 /);
  expect(check.stdout).toContain('by the rules of: This machine');
  expect(create).toMatchObject({ code: 1, stdout: '' });
  expect(create.stderr).toMatch(/✗ .*torn\.jsonl:2 /);
});

it('says what cannot be, and what to do', async () => {
  const [adapters, anthropic, job, parameter, flag, check] = await Promise.all([
    finetune('adapters', '--json'),
    finetune('create', 'train.jsonl', '--provider', 'anthropic', '-m', 'claude'),
    finetune('show', 'local:nothing'),
    finetune('create', 'train.jsonl', '--provider', 'local', '-m', 'tiny', '--set', 'epoch=3'),
    finetune('list', '--seed', '3'),
    finetune('check', 'train.jsonl', '--provider', 'anthropic'),
  ]);
  const told = JSON.parse(adapters.stdout) as { adapters: readonly { id: string; status: string; hint?: string }[] };
  expect(told.adapters).toContainEqual(expect.objectContaining({ id: 'local', status: 'ready' }));
  expect(told.adapters.find(({ id }) => id === 'anthropic')).toMatchObject({ status: 'not-offered' });
  expect(anthropic.code).toBe(5);
  expect(job).toMatchObject({ code: 2, stdout: '' });
  expect(job.stderr).toContain('There is no fine-tuning job "nothing"');
  expect(parameter.stderr).toContain('Did you mean epochs?');
  expect(flag).toMatchObject({ code: 2 });
  expect(check).toMatchObject({ code: 5, stdout: '' });
});
