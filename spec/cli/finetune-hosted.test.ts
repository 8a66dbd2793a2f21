import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FineTuningDouble } from '../support/ai-doubles/fine-tuning-double.js';
import { PtyApp } from '../support/pty-app.js';
import { cleanEnvironment, devmgrBin, runDevmgr, temporaryHome, type TemporaryHome } from '../support/run-devmgr.js';

const KEY = 'sk-hosted-0123456789abcdef';
const JOBS = '/fine_tuning/jobs';
const job = {
  id: 'ftjob-1',
  object: 'fine_tuning.job',
  model: 'gpt-4o-mini',
  created_at: 1_790_000_000,
  status: 'queued',
  training_file: 'file-1',
  hyperparameters: { n_epochs: 2 },
};

let double: FineTuningDouble;
let root: string;
let home: TemporaryHome;

beforeAll(async () => {
  double = await FineTuningDouble.start();
  double.route('GET /models', { body: { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] } });
  double.route(`GET ${JOBS}`, { body: { object: 'list', data: [], has_more: false } });
  double.route(`POST ${JOBS}`, { body: job });
  double.route('POST /files', { body: { id: 'file-1', object: 'file', status: 'processed' } });
  double.route('DELETE /files/file-1', { body: { id: 'file-1', deleted: true } });
  root = mkdtempSync(join(tmpdir(), 'devmgr-hosted-'));
  home = temporaryHome();
  const example = (at: number) => ({
    messages: [
      { role: 'user', content: `What is ${at}?` },
      { role: 'assistant', content: 'A number.' },
    ],
  });
  const lines = Array.from({ length: 12 }, (_, at) => `${JSON.stringify(example(at))}\n`);
  writeFileSync(join(root, 'train.jsonl'), lines.join(''));
});
afterAll(async () => {
  await home.unused();
  home.remove();
  rmSync(root, { recursive: true, force: true });
  await double.stop();
});
beforeEach(() => void double.requests.splice(0));

const WORDS = ['finetune', 'create', 'train.jsonl', '--provider', 'openai', '-m', 'gpt-4o-mini', '--set', 'n_epochs=2'];
const env = () => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl });
const run = (...more: readonly string[]) => runDevmgr([...WORDS, ...more], { cwd: root, home: home.path, env: env() });
const posted = () => double.asked.filter((asked) => /^(?:POST|DELETE)/.test(asked));

describe('a job at a provider that wants money', () => {
  it('is created after a yes on a terminal, and not after anything else', async () => {
    const onTerminal = async (reply: string, told: string) => {
      const options = { cwd: root, env: cleanEnvironment(home.path, env()), cols: 120, timeout: 20_000 };
      const app = PtyApp.spawn(process.execPath, [devmgrBin, ...WORDS], options);
      try {
        await app.waitFor(/Create the job at OpenAI\? about \S+ tokens to train on.* \[y\/N\]/);
        expect(posted()).toEqual([]);
        app.type(reply);
        await app.waitFor(told);
        const { exitCode } = await app.exited;
        return { exitCode, text: app.text() };
      } finally {
        await app.close();
      }
    };
    expect((await onTerminal('\r', 'Nothing was created')).exitCode).toBe(1);
    expect(posted()).toEqual([]);
    const { exitCode, text } = await onTerminal('yes\r', 'Watch it: devmgr finetune watch openai:ftjob-1');
    expect({ exitCode, posted: posted() }).toEqual({ exitCode: 0, posted: ['POST /files', `POST ${JOBS}`] });
    expect(text).toMatch(/^openai:ftjob-1$/m);
  });

  it('is not created where nobody can be asked, unless that was said', async () => {
    const unasked = await run();
    expect(unasked).toMatchObject({ code: 2, stdout: '' });
    expect(unasked.stderr).toMatch(/Training at OpenAI costs money \(about \S+ tokens to train on.*\), and nobody/);
    expect(unasked.stderr).toContain('Agree to it: --yes');
    expect(posted()).toEqual([]);
    const agreed = await run('--yes', '--json');
    expect(agreed.code, agreed.stderr).toBe(0);
    expect(JSON.parse(agreed.stdout)).toMatchObject({ job: { name: 'openai:ftjob-1', status: 'queued' } });
    const [upload, create] = double.requests.filter(({ method }) => method === 'POST');
    expect(upload?.body.toString()).toContain('"What is 11?"');
    expect(create?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(create?.json).toMatchObject({ model: 'gpt-4o-mini', training_file: 'file-1' });
    expect(JSON.stringify(create?.json)).toContain('"n_epochs":2');
    expect(agreed.stdout + agreed.stderr).not.toContain(KEY);
  });

  it('says why the provider refuses it', async () => {
    const error = { message: 'Model gpt-4o-mini is not available for fine-tuning', code: 'model_not_available' };
    double.answerNext(`POST ${JOBS}`, { status: 400, body: { error } });
    const { code, stdout, stderr } = await run('--yes');
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('Model gpt-4o-mini is not available for fine-tuning');
  });
});
