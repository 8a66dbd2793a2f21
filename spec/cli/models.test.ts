import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dtypeSuffixes } from '../../plugins/system/providers/local/models/weights/dtype-suffixes.js';
import { HubServer } from '../support/hub-server.js';
import { PtyApp } from '../support/pty-app.js';
import { devmgrBin, runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';

const id = 'HuggingFaceTB/SmolLM2-135M-Instruct';
const weights = 'onnx/model_q4.onnx';
const files = {
  'config.json': JSON.stringify({ architectures: ['LlamaForCausalLM'], max_position_embeddings: 8192 }),
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  [weights]: 'weights '.repeat(5000),
  'onnx/model.onnx': 'large',
};

let hub: HubServer;
let home: ReturnType<typeof temporaryHome>;
let project: string;

beforeEach(async () => {
  hub = await HubServer.start();
  hub.add(id, files, 'text-generation');
  home = temporaryHome();
  project = mkdtempSync(join(tmpdir(), 'devmgr-models-'));
});

afterEach(async () => {
  await hub[Symbol.asyncDispose]();
  home.remove();
  rmSync(project, { recursive: true, force: true });
});

const options = (env: Readonly<Record<string, string>> = {}) => ({
  home: home.path,
  cwd: project,
  env: { HF_ENDPOINT: hub.endpoint, ...env },
});
const run = (args: string[], env?: Readonly<Record<string, string>>) => runDevmgr(['models', ...args], options(env));

it('list, pull, list, remove', async () => {
  const before = await run(['list']);
  expect(before).toMatchObject({ code: 0, stderr: '' });
  expect(before.stdout).toMatch(/No models[^]*smollm2-135m +about 200 MB/);
  expect(Math.max(...before.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);

  const pulled = await run(['pull', 'smollm2-135m']);
  expect(pulled.code).toBe(0);
  expect(pulled.stdout).toMatch(new RegExp(`^${id} is here: q4, 4\\d kB in .*/models/${id}\n`));
  expect(pulled.stdout).toMatch(new RegExp(`Use it as local/${id}\n$`));
  expect(pulled.stderr).toMatch(/^100 % {2}40 kB of 40 kB {2}onnx\/model_q4\.onnx$/m);
  expect(pulled.stderr).not.toContain('\x1b');

  const after = await run(['list']);
  expect(after.stdout).toMatch(/^HuggingFaceTB\/SmolLM2-135M-Instruct +text-generation +q4 +4\d kB +8192$/m);
  expect(after.stdout).not.toMatch(/^smollm2-135m /m);

  const removed = await run(['remove', 'smollm2-135m']);
  expect(removed).toMatchObject({ code: 0, stderr: '' });
  expect(removed.stdout).toMatch(/was removed from .*; 4\d kB are free again\n$/);
  expect(readdirSync(join(home.path, 'models'))).toEqual([]);
});

it('without a word lists; --help names every kind of weights', async () => {
  const listed = await run([]);
  expect(listed).toEqual(await run(['list']));
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse((await run(['--json'])).stdout)).toMatchObject({ models: [] });
  const help = (await run(['--help'])).stdout.replaceAll(/\s+/g, ' ');
  expect(help).toContain(`(${Object.keys(dtypeSuffixes).join(', ')})`);
});

it('--json: one document on stdout and nothing else there', async () => {
  const dir = join(home.path, 'models', id);
  const model = { id, task: 'text-generation', dtype: 'q4', contextWindow: 8192, dir };
  const pulled = await run(['pull', id, '--json']);
  expect(pulled.code).toBe(0);
  expect(JSON.parse(pulled.stdout)).toMatchObject({ model, use: `local/${id}`, runtime: { installed: true } });
  const listed = await run(['list', '--json']);
  expect(listed.stderr).toBe('');
  const { models, known } = JSON.parse(listed.stdout) as { models: object[]; known: object[] };
  expect(models).toEqual([expect.objectContaining({ ...model, bytes: expect.any(Number) as unknown })]);
  expect(known).toContainEqual(expect.objectContaining({ name: 'smollm2-135m', id, megabytes: 200 }));
  const removed = JSON.parse((await run(['remove', id, '--json'])).stdout) as { freedBytes: number };
  expect(removed).toMatchObject({ removed: model });
  expect(removed.freedBytes).toBeGreaterThan(40_000);
});

it('on a terminal: one line with bar, amount and file, which is gone at the end', async () => {
  let release = () => {};
  const until = new Promise<void>((resolve) => (release = resolve));
  hub.repositories.get(id)!.files.get(weights)!.hold = { after: 20_000, until };
  const { cwd, env } = options({ DEVMGR_HOME: home.path });
  const app = PtyApp.spawn(process.execPath, [devmgrBin, 'models', 'pull', id], { cwd, env, cols: 120, rows: 6 });
  try {
    await app.waitFor('[##########----------]  50 %  20 kB of 40 kB');
    expect(app.row(0)).toContain(weights);
    expect(app.row(1)).toBe('');
    release();
    expect((await app.exited).exitCode).toBe(0);
    await app.waitFor(`Use it as local/${id}`);
    expect(app.text()).not.toContain('###');
  } finally {
    await app.close();
  }
});

it('says at once what is asked, and each time it has to ask again', async () => {
  hub.failures.push({ status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
  const { code, stderr } = await run(['pull', id]);
  expect(code).toBe(0);
  const host = new URL(hub.endpoint).host;
  expect(stderr.split('\n').slice(0, 3)).toEqual([
    `asking ${host} for ${id}…`,
    expect.stringMatching(new RegExp(`^! ${host}: status 503; again in 0\\.[345] s \\(1 of 4\\)$`)),
    `! ${host}: status 429; again in 1.0 s (2 of 4)`,
  ]);
});

it('on a terminal the host that is asked stands there while nothing comes, and what failed stays', async () => {
  hub.failures.push({ status: 503, headers: { 'retry-after': '30' } });
  const { cwd, env } = options({ DEVMGR_HOME: home.path });
  const app = PtyApp.spawn(process.execPath, [devmgrBin, 'models', 'pull', id], { cwd, env, cols: 120, rows: 6 });
  try {
    await app.waitFor('again in 30.0 s (1 of 4)');
    await app.waitFor(() => app.row(1) === `asking ${new URL(hub.endpoint).host} for ${id}…`);
    app.key('C-c');
    expect((await app.exited).exitCode).toBe(130);
    await app.waitFor(() => /^Interrupted/.test(app.row(1)));
    expect(app.row(0)).toContain('status 503');
  } finally {
    await app.close();
  }
});

it('Ctrl-C keeps what came, says how to go on, and the next pull does', async () => {
  const file = hub.repositories.get(id)!.files.get(weights)!;
  file.hold = { after: 20_000, until: new Promise(() => {}) };
  const first = startDevmgr(['models', 'pull', 'smollm2-135m'], options());
  await first.waitFor('50 %');
  first.child.kill('SIGINT');
  const { code, stdout, stderr } = await first.done;
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(/Interrupted: 20 kB of 40 kB are kept\n {2}To go on: devmgr models pull smollm2-135m\n$/);
  expect((await run(['list', '--json'])).stdout).toContain('"models":[]');
  file.hold = undefined;
  expect((await run(['pull', 'smollm2-135m'])).code).toBe(0);
  expect(hub.fetched().at(-1)).toBe(`${weights} 20000-`);
});

it('killed in the middle: the next pull takes the lock over and goes on', async () => {
  const file = hub.repositories.get(id)!.files.get(weights)!;
  file.hold = { after: 20_000, until: new Promise(() => {}) };
  const first = startDevmgr(['models', 'pull', 'smollm2-135m'], options());
  await first.waitFor('50 %');
  const busy = await run(['pull', 'smollm2-135m']);
  expect([busy.code, busy.stdout]).toEqual([5, '']);
  expect(busy.stderr).toContain(`pid ${first.child.pid}`);
  first.child.kill('SIGKILL');
  await first.done;
  file.hold = undefined;
  expect((await run(['pull', 'smollm2-135m'])).code).toBe(0);
  expect(hub.fetched().at(-1)).toBe(`${weights} 20000-`);
});

it('usage errors exit 2 and say what to write', async () => {
  const failures: [string[], RegExp][] = [
    [['pull'], /Which model to pull\?[^]*devmgr models pull smollm2-135m/],
    [['remove'], /Which model to remove\?/],
    [['pull', 'smollm2'], /Did you mean smollm2-135m, smollm2-360m\?/],
    [['pull', '../../etc/passwd'], /No model is called/],
    [['pull', 'smollm2-135m', '--dtype', 'q5'], /q4f16/],
    [['pull', 'smollm2-135m', '--dtype', 'int8'], /It has: fp32, q4/],
    [['remove', 'smollm2-135m'], /on this machine/],
    [['fetch', 'smollm2-135m'], /list/],
  ];
  for (const [args, words] of failures) {
    const { code, stdout, stderr } = await run(args);
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).toMatch(words);
  }
  expect(await run(['list'], { HF_ENDPOINT: 'nonsense' })).toMatchObject({ code: 0 });
  expect(await run(['pull', id], { HF_ENDPOINT: 'nonsense' })).toMatchObject({ code: 3 });
});

it('what is not available exits 5, and a token is in no output', async () => {
  const offline = await run(['pull', id], { HF_HUB_OFFLINE: '1' });
  expect([offline.code, offline.stderr]).toEqual([5, expect.stringContaining('HF_HUB_OFFLINE')]);
  const missing = await run(['pull', 'nobody/nothing']);
  expect([missing.code, missing.stderr]).toEqual([5, expect.stringContaining('nobody/nothing')]);
  hub.repositories.get(id)!.gated = true;
  const gated = await run(['pull', id]);
  expect([gated.code, gated.stderr]).toEqual([5, expect.stringContaining('HF_TOKEN')]);
  const wrong = await run(['pull', id, '--verbose'], { HF_TOKEN: 'hf_wrongwrongwrong' });
  expect(wrong.code).toBe(5);
  expect(wrong.stdout + wrong.stderr).not.toContain('hf_wrong');
});

it('the token of the project works, and the endpoint of its .env does not', async () => {
  hub.repositories.get(id)!.gated = true;
  writeFileSync(join(project, 'pyproject.toml'), '');
  writeFileSync(join(project, '.env'), `HF_TOKEN=${hub.token}\nHF_ENDPOINT=http://127.0.0.1:9\n`);
  expect((await run(['pull', id])).code).toBe(0);
});
