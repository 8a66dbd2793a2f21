import { LLMock } from '@copilotkit/aimock';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AiDouble } from '../support/ai-doubles/ai-double.js';
import { openAi } from '../support/ai-doubles/openai.js';
import { PtyApp } from '../support/pty-app.js';
import { cleanEnvironment, devmgrBin, runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const KEY = 'dvk-b1946ac92492d2347c6235b4d2611184';
const NOWHERE = 'http://127.0.0.1:9';
const usage = { prompt_tokens: 900, completion_tokens: 40, total_tokens: 940 };
const COUPONS =
  'There are two coupons: `COUPONS` (app/pricing.py:11).\x1b[2J See also app/nowhere.py:7 and app/main.py:999.';
const STORY = Array.from({ length: 400 }, (_, at) => `word${at} `).join('');

interface Document {
  readonly answer: string;
  readonly status: string;
  readonly error?: { readonly message: string };
  readonly sources: readonly { path: string; startLine: number; endLine: number; score: number }[];
  readonly citations: readonly { path: string; line: number; verified: boolean; problem?: string }[];
  readonly provider?: string;
  readonly model?: string;
  readonly usage: object;
  readonly isExtractive: boolean;
}

let upstream: LLMock;
let double: AiDouble;
let home: ReturnType<typeof temporaryHome>;
const project = sampleProject();
/** Where the project is indexed already: most of what a first question costs. */
const indexed = temporaryHome();

beforeAll(async () => {
  upstream = new LLMock({ port: 0, host: '127.0.0.1', strict: false });
  upstream.onMessage('Which coupons are there', { content: COUPONS, usage }, { chunkSize: 9 });
  upstream.onMessage('tell a story', { content: STORY, usage }, { chunkSize: 12, latency: 20 });
  upstream.onMessage('seen that', { content: 'I have seen it.', usage });
  await upstream.start();
  const servers = ['ollama', 'llama-server', 'lm-studio', 'vllm'];
  const tables = servers.map((id) => `[system.providers.${id}]\nbase-url = "${NOWHERE}/v1"\n`);
  writeFileSync(join(indexed.path, 'config.toml'), tables.join(''));
  expect(await runDevmgr(['index'], { home: indexed.path, cwd: project.path })).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await upstream.stop();
  indexed.remove();
  project.remove();
});

beforeEach(async () => {
  double = await AiDouble.start(openAi, upstream, { key: KEY });
  home = temporaryHome();
  cpSync(indexed.path, home.path, { recursive: true });
});
afterEach(async () => {
  await double.stop();
  home.remove();
  for (const made of ['.gitignore', 'private.py', 'notes.md', 'chats'])
    rmSync(join(project.path, made), { recursive: true, force: true });
});

const withModel = () => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl });
const options = (env: Record<string, string>, stdin?: string) => ({
  home: home.path,
  cwd: project.path,
  env,
  ...(stdin !== undefined && { stdin }),
});
const quoted = (args: readonly string[], stdin?: string) => runDevmgr(['chat', ...args], options({}, stdin));
const asked = (args: readonly string[], stdin?: string) => runDevmgr(['chat', ...args], options(withModel(), stdin));
const lastPrompt = () => JSON.stringify(double.chats.at(-1)?.body);

describe('devmgr chat without a model', () => {
  it('quotes the best passages, says that it does, and names where they stand; also the first time', async () => {
    rmSync(join(home.path, 'projects'), { recursive: true });
    const { code, stdout, stderr } = await quoted(['which', 'coupons', 'are', 'there']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Not a language model/);
    expect(stdout).toContain('app/pricing.py:');
    expect(stdout).toContain('bulk = BULK_PERCENT');
    expect(stderr).toMatch(/\nsources\n {2}\S+:\d+-\d+ /);
    expect(stderr).toMatch(/\n {2}and \d+ more: --sources names them\n/);
    // Nobody was sent a prompt, and quoted code is where it was taken from.
    expect(stderr).toMatch(/\nlocal extractive\n$/);
    expect(stderr).not.toContain('checked');
  });

  it('names all sources where that is wanted', async () => {
    const { code, stderr } = await quoted(['which coupons are there', '--sources']);
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => /^ {2}\S+:\d+-\d+ /.test(line)).length).toBeGreaterThan(10);
    expect(stderr).not.toMatch(/and \d+ more/);
  });

  it('gives one document with --json', async () => {
    const { code, stdout, stderr } = await quoted(['which coupons are there', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const document = JSON.parse(stdout) as Document;
    expect(document).toMatchObject({ status: 'done', provider: 'local', model: 'extractive', isExtractive: true });
    expect(document.sources.map(({ path }) => path)).toContain('app/pricing.py');
    expect(document.sources[0]).toMatchObject({
      startLine: expect.any(Number) as number,
      endLine: expect.any(Number) as number,
      score: expect.any(Number) as number,
    });
    expect(document.citations.filter(({ verified }) => !verified)).toEqual([]);
  });

  it('takes what is piped in as the question when there is none', async () => {
    const { code, stdout } = await quoted(['--json'], 'which coupons are there?\n');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Document).sources.map(({ path }) => path)).toContain('app/pricing.py');
  });

  it('says what is missing, and ends with 2', async () => {
    expect(await quoted([])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('devmgr chat "') as string,
    });
    expect(await quoted(['--json'])).toMatchObject({ code: 2, stdout: '' });
    expect(await quoted(['why', '--attach', 'nothing.txt'])).toMatchObject({ code: 2, stdout: '' });
    expect(await quoted(['why', '--provider', 'nobody'])).toMatchObject({ code: 2, stdout: '' });
    const long = await quoted([], 'x\n'.repeat(8_000));
    expect(long).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('devmgr chat "') as string });
  });

  it('ends with 5 when the provider cannot be asked, and says what to do', async () => {
    const named = await quoted(['why', '--provider', 'openai']);
    expect(named).toMatchObject({ code: 5, stdout: '' });
    expect(named.stderr).toContain('OPENAI_API_KEY');
    const { code, stdout } = await quoted(['why', '--provider', 'openai', '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ answer: '', status: 'failed', error: { message: /key/ } });
  });
});

describe('devmgr chat with a model', () => {
  it('says only why when nothing came', async () => {
    const env = { ...withModel(), OPENAI_API_KEY: 'dvk-wrong' };
    const failed = await runDevmgr(['chat', 'Which coupons are there?', '--provider', 'openai'], options(env));
    expect(failed).toMatchObject({ code: 5, stdout: '' });
    expect(failed.stderr).toMatch(/^devmgr: /);
    expect(failed.stderr).not.toContain('sources');
  });

  it('streams the answer without what a terminal would obey, checks its citations and names the host', async () => {
    const { code, stdout, stderr } = await asked(['Which coupons are there?']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${COUPONS.replace('\x1b[2J', '')}\n` });
    expect(stderr).toMatch(
      /1 of 3 citations checked and found; not found:\n {2}app\/nowhere\.py:7 .*\n {2}app\/main\.py:999 /,
    );
    expect(stderr).toMatch(/openai gpt-6-luna · prompt \S+ of \S+ tokens · 900 in, 40 out/);
    expect(lastPrompt()).toContain('WELCOME10');
  });

  it('says with --json which citations are there', async () => {
    const { stdout } = await asked(['Which coupons are there?', '--json']);
    const { citations, usage: counted, provider, model } = JSON.parse(stdout) as Document;
    expect({ provider, model }).toEqual({ provider: 'openai', model: 'gpt-6-luna' });
    expect(citations.map(({ path, line, verified }) => `${path}:${line} ${verified}`)).toEqual([
      'app/pricing.py:11 true',
      'app/nowhere.py:7 false',
      'app/main.py:999 false',
    ]);
    expect(counted).toMatchObject({ inputTokens: 900, outputTokens: 40 });
  });

  it('sends what is piped in and attached beside the question, without secrets', async () => {
    writeFileSync(join(project.path, 'notes.md'), '# Notes\nthe retries of Ada\n');
    const diff = `+def added_line():\n+    key = "sk-proj-${'a1B2'.repeat(12)}"\n`;
    const files = ['--attach', 'notes.md', '--attach', 'README.md'];
    const { code, stderr } = await asked(['seen that?', ...files, '--no-code'], diff);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^attached: notes\.md \(2 lines\), README\.md \(\d+ lines\), stdin \(2 lines\)$/m);
    for (const part of ['added_line', 'the retries of Ada', 'the orders of a small coffee roaster', 'seen that?'])
      expect(lastPrompt()).toContain(part);
    expect(lastPrompt()).not.toContain('a1B2a1B2');
    expect(lastPrompt()).not.toContain('WELCOME10');
  });

  it('takes text from stdin, whatever its lines are, and nothing else', async () => {
    const line = `{"first": 1, ${'"word": "of it", '.repeat(200_000)}"last": 2}`;
    const { code, stderr } = await asked(['seen that?', '--no-code'], line);
    expect(code).toBe(0);
    expect(stderr).toContain('a part of 1 line of stdin');
    expect(['{\\"first\\": 1', 'left out …]\\n', '\\"last\\": 2}'].map((part) => lastPrompt().includes(part))).toEqual([
      true,
      true,
      true,
    ]);
    const binary = await asked(['seen that?', '--no-code'], 'a\0'.repeat(10_000_000));
    expect(binary).toMatchObject({ code: 2, stdout: '' });
    expect(binary.stderr).toMatch(/^devmgr: stdin is no text\n {2}Attach text, a PDF, /m);
  });

  it('says of a file that the project ignores that it is sent all the same, and sends none of keys', async () => {
    writeFileSync(join(project.path, '.gitignore'), 'private.py\n');
    writeFileSync(join(project.path, 'private.py'), 'the_private_one = 1\n');
    const { code, stderr } = await asked(['seen that?', '-a', 'private.py', '--no-code']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^! private\.py is ignored by this project, and goes to the model all the same$/m);
    expect(lastPrompt()).toContain('the_private_one');
    const refused = await asked(['seen that?', '-a', '/etc/shadow', '--no-code']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('/etc/shadow holds keys or passwords');
  });

  it('goes on with the last conversation where that is wanted', async () => {
    await asked(['Which coupons are there?']);
    const { code, stdout } = await asked(['--continue', 'seen that?']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'I have seen it.\n' });
    expect(lastPrompt()).toContain('There are two coupons');
    await asked(['seen that?']);
    expect(lastPrompt()).not.toContain('There are two coupons');
    const none = await runDevmgr(['chat', '-c', 'seen that?'], { ...options(withModel()), cwd: home.path });
    expect(none.stderr).toContain('no conversation to go on with');
  });

  it('asks the model that is named', async () => {
    const model = async (...args: string[]) => {
      const { stdout } = await asked(['seen that?', '--json', '--no-code', ...args]);
      return (JSON.parse(stdout) as Document).model;
    };
    expect(await model('--model', 'gpt-4o')).toBe('gpt-4o');
    expect(await model('--provider', 'openai', '-m', 'gpt-6.1-terra')).toBe('gpt-6.1-terra');
    expect(await model('--model', 'local/extractive')).toBe('extractive');
    expect(await model()).toBe('gpt-6-luna');
  });

  it('Ctrl-C stops the answer, keeps what came, and ends with 130', async () => {
    const running = startDevmgr(['chat', 'tell a story', '--no-code'], options(withModel()));
    await running.waitFor('word9 ');
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.done;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^word0 .*\n$/);
    expect(stdout).not.toContain('word399');
    expect(stderr).toContain('stopped · openai gpt-6-luna');
    const { stdout: next } = await asked(['--continue', 'seen that?', '--no-code']);
    expect(next).toBe('I have seen it.\n');
    expect(lastPrompt()).toContain('word9 ');
  });
});

describe('devmgr chat at a terminal', () => {
  const open = (...args: string[]) =>
    PtyApp.spawn(process.execPath, [devmgrBin, 'chat', ...args], {
      cwd: project.path,
      env: cleanEnvironment(home.path, withModel()),
      cols: 110,
      rows: 40,
    });

  it('is a conversation, with commands and a history', async () => {
    const app = open();
    try {
      await app.waitFor(/^Ask about orders-api\..*\n>/m);
      app.send('Which coupons are there?\r');
      await app.waitFor('There are two coupons');
      await app.waitFor(/900 in, 40 out · \$\S+\n>$/m);
      app.send('/nosuch\r');
      await app.waitFor('There is no /nosuch');
      app.send('/model nobody/x\r');
      await app.waitFor('There is no AI provider');
      app.send('\x1b[A\x1b[A\x1b[A');
      await app.waitFor(/^> Which coupons are there\?$/m);
      app.send('\x15seen that?\r');
      await app.waitFor('I have seen it.');
      expect(lastPrompt()).toContain('There are two coupons');
      app.send('/new\r');
      await app.waitFor('A new conversation');
      app.send('/history\r');
      await app.waitFor(/^ 1 {2}Which coupons are there\? {2}4 messages/m);
      app.send('/open 1\r');
      await app.waitFor('On with: Which coupons are there?');
      await app.waitFor(/On with: [^]*^> seen that\?\nI have seen it\.\n>$/m);
      app.send('/exit\r');
      expect(await app.exited).toMatchObject({ exitCode: 0 });
    } finally {
      await app.close();
    }
  });

  it('Ctrl-C stops an answer; at the prompt the second one ends', async () => {
    const app = open('--no-code');
    try {
      await app.waitFor(/^>$/m);
      app.send('tell a story\r');
      await app.waitFor('word9 ');
      app.send('\x03');
      await app.waitFor(/stopped · openai gpt-6-luna[^]*\n>$/m);
      app.send('\x03');
      await app.waitFor('Ctrl-C once more');
      app.send('\x03');
      expect(await app.exited).toMatchObject({ exitCode: 130 });
    } finally {
      await app.close();
    }
  });

  it('has the commands of the screen', async () => {
    await asked(['seen that?']);
    const app = open('--continue');
    try {
      await app.waitFor(/^Ask on: seen that\?[^]*^> seen that\?\nI have seen it\.\n>$/m);
      app.send('/pin app/nonexist.py\r');
      await app.waitFor('app/nonexist.py is not in the index');
      app.send('/pin app/pri');
      await app.waitFor(/^> \/pin app\/pri$/m);
      app.send('\t');
      await app.waitFor(/^> \/pin app\/pricing\.py$/m);
      app.send('\r');
      await app.waitFor(/^Pinned: app\/pricing\.py$/m);
      app.send('/rename The orders\r');
      await app.waitFor('Its name is: The orders');
      app.send('/export chats/orders.md\r');
      await app.waitFor(/^Saved chats\/orders\.md, \d+ lines$/m);
      app.send('/export chats/orders.md\r');
      await app.waitFor('chats/orders.md exists already');
      app.send('/files chats\r');
      await app.waitFor(/^There are none$/m);
      app.send('/find bulk discount\r');
      await app.waitFor(/^app\/pricing\.py:\d+-\d+ /m);
      app.send('/context off\r');
      await app.waitFor('not looked up any more');
      app.send('/again\r');
      await app.waitFor(/not looked up any more[^]*I have seen it\.[^]*\n>$/);
      app.send('/exit\r');
      expect(await app.exited).toMatchObject({ exitCode: 0 });
    } finally {
      await app.close();
    }
  });

  it('Ctrl-D ends it', async () => {
    const app = open();
    try {
      await app.waitFor(/^>$/m);
      app.send('\x04');
      expect(await app.exited).toMatchObject({ exitCode: 0 });
    } finally {
      await app.close();
    }
  });
});
