import type { LLMock } from '@copilotkit/aimock';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AiDouble } from '../support/ai-doubles/ai-double.js';
import { anthropic } from '../support/ai-doubles/anthropic.js';
import { anyscale } from '../support/ai-doubles/anyscale.js';
import { llamaServer } from '../support/ai-doubles/llama-server.js';
import { lmStudio } from '../support/ai-doubles/lm-studio.js';
import { ollama } from '../support/ai-doubles/ollama.js';
import { openAi } from '../support/ai-doubles/openai.js';
import { together } from '../support/ai-doubles/together.js';
import { GREETING, STORY, startUpstream } from '../support/ai-doubles/upstream.js';
import { vllm } from '../support/ai-doubles/vllm.js';
import { startFaultServer } from '../support/fault-server.js';
import { events, json, route, silence, stream } from '../support/faults.js';
import { PtyApp } from '../support/pty-app.js';
import {
  cleanEnvironment,
  devmgrBin,
  runDevmgr,
  startDevmgr,
  temporaryHome,
  type RunOptions,
} from '../support/run-devmgr.js';

const KEY = 'dvk-b1946ac92492d2347c6235b4d2611184';
const ALL = ['openai', 'anthropic', 'together', 'anyscale', 'ollama', 'llama-server', 'lm-studio', 'vllm', 'local'];
/** Nobody listens at the port of `discard`. */
const NOWHERE = 'http://127.0.0.1:9';

let upstream: LLMock;
let doubles: AiDouble[] = [];
let home: ReturnType<typeof temporaryHome>;
let project: string;

beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

beforeEach(() => {
  home = temporaryHome();
  project = mkdtempSync(join(tmpdir(), 'devmgr-providers-'));
});

afterEach(async () => {
  await Promise.all(doubles.map((double) => double.stop()));
  doubles = [];
  home.remove();
  rmSync(project, { recursive: true, force: true });
});

async function start(vendor: typeof openAi, key?: string): Promise<AiDouble> {
  const double = await AiDouble.start(vendor, upstream, key === undefined ? {} : { key });
  doubles.push(double);
  return double;
}

/** Settings of the person: where the local servers are that have no variable for it. */
function localServers({ ollama = NOWHERE, llama = NOWHERE, lmStudio = NOWHERE, vllm = NOWHERE } = {}): void {
  const table = (id: string, url: string) => `[system.providers.${id}]\nbase-url = "${url}/v1"\n`;
  mkdirSync(home.path, { recursive: true });
  writeFileSync(
    join(home.path, 'config.toml'),
    table('ollama', ollama) + table('llama-server', llama) + table('lm-studio', lmStudio) + table('vllm', vllm),
  );
}

const options = (env: Readonly<Record<string, string>> = {}, more: Partial<RunOptions> = {}) => ({
  home: home.path,
  cwd: project,
  env,
  ...more,
});
const run = (args: string[], env?: Readonly<Record<string, string>>, more?: Partial<RunOptions>) =>
  runDevmgr(['providers', ...args], options(env, more));

interface Report {
  readonly id: string;
  readonly status: string;
  readonly models: readonly string[];
  readonly isDefault: boolean;
  readonly hint?: string;
  readonly latencyMs?: number;
}
const reports = (stdout: string) => (JSON.parse(stdout) as { providers: readonly Report[] }).providers;
const statuses = (stdout: string) => Object.fromEntries(reports(stdout).map(({ id, status }) => [id, status]));
const standard = (stdout: string) => reports(stdout).find(({ isDefault }) => isDefault)?.id;

describe('devmgr providers', () => {
  it('without keys and servers names what is missing, and devmgr itself is ready', async () => {
    localServers();
    const { code, stdout, stderr } = await run(['--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(statuses(stdout)).toEqual({
      openai: 'needs-key',
      anthropic: 'needs-key',
      together: 'needs-key',
      anyscale: 'needs-setup',
      ollama: 'unreachable',
      'llama-server': 'unreachable',
      'lm-studio': 'unreachable',
      vllm: 'unreachable',
      local: 'ready',
    });
    expect(standard(stdout)).toBe('local');
    expect(reports(stdout).find(({ id }) => id === 'openai')?.hint).toContain('OPENAI_API_KEY');
    expect(reports(stdout).find(({ id }) => id === 'local')?.hint).toBe('devmgr models pull smollm2-135m');
    const table = await run([]);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toMatch(
      /^ +PROVIDER +STATUS +LATENCY +MODELS +DEFAULT +NOTE\n● +local ▸ +ready .* extractive /,
    );
    expect(table.stdout).toMatch(/^! +openai +needs key +Set OPENAI_API_KEY in your environment/m);
    expect(table.stdout).toMatch(/\n\n▸ local is asked by default\n$/);
  });

  it('with one key asks that service, and costs no tokens', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl };
    const { code, stdout } = await run(['--json'], env);
    expect(code).toBe(0);
    expect(statuses(stdout)).toMatchObject({ openai: 'ready', anthropic: 'needs-key', local: 'ready' });
    expect(standard(stdout)).toBe('openai');
    const [report] = reports(stdout);
    expect(report).toMatchObject({ id: 'openai', kind: 'cloud', title: 'OpenAI', defaultModel: 'gpt-6-luna' });
    expect(report?.models).toContain('gpt-4o');
    expect(report?.latencyMs).toBeGreaterThan(0);
    expect(double.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(stdout).not.toContain(KEY);
  });

  it('with all keys and servers finds all of them', async () => {
    const [open, claude, tog, any, llama, lm, llm, olla] = await Promise.all([
      start(openAi, KEY),
      start(anthropic, KEY),
      start(together, KEY),
      start(anyscale, KEY),
      start(llamaServer),
      start(lmStudio),
      start(vllm),
      start(ollama),
    ]);
    localServers({ ollama: olla.origin, llama: llama.origin, lmStudio: lm.origin, vllm: llm.origin });
    const env = {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: open.baseUrl,
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: claude.baseUrl,
      TOGETHER_API_KEY: KEY,
      TOGETHER_BASE_URL: tog.baseUrl,
      ANYSCALE_API_KEY: KEY,
      ANYSCALE_BASE_URL: any.baseUrl,
    };
    const { code, stdout } = await run(['--json'], env);
    expect(code).toBe(0);
    expect(statuses(stdout)).toEqual(Object.fromEntries(ALL.map((id) => [id, 'ready'])));
    expect(reports(stdout).every(({ models }) => models.length > 0)).toBe(true);
    expect(doubles.flatMap(({ chats }) => chats)).toEqual([]);
    const { stdout: table } = await run([], env);
    expect(table + stdout).not.toContain(KEY);
    expect(table.match(/^●/gm)).toHaveLength(ALL.length);
  });

  it('a refused key: says which variable, without the key', async () => {
    localServers();
    const double = await start(openAi, 'another-key-that-counts');
    const { code, stdout } = await run(['openai', '--json'], { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl });
    expect(code).toBe(5);
    expect(reports(stdout)).toMatchObject([{ id: 'openai', status: 'needs-key' }]);
    expect(stdout).toContain('OPENAI_API_KEY');
    expect(stdout).not.toContain(KEY);
  });

  it('one provider with its models: 0 when it is ready, else 5', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl };
    const { code, stdout, stderr } = await run(['openai'], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^OpenAI {2}cloud · asked by default\nhttp:\/\/127\.0\.0\.1:\d+\/v1\nOPENAI_API_KEY set\n● ready · /,
    );
    expect(stdout).toMatch(/^▸ {2}gpt-6-luna +1\.05M +0\.10\/0\.50 +sees images/m);
    expect(stdout).toMatch(/^ +gpt-4o +128k .*retires on 2027-01-14/m);
    const missing = await run(['anthropic']);
    expect(missing.code).toBe(5);
    expect(missing.stdout).toContain('ANTHROPIC_API_KEY not set');
    const json = await run(['openai', '--json'], env);
    expect(JSON.parse(json.stdout)).toMatchObject({
      providers: [
        {
          id: 'openai',
          modelInfo: expect.arrayContaining(
            [{ id: 'text-embedding-3-small' }].map((each) => expect.objectContaining(each)),
          ),
        },
      ],
    });
  });

  it('names those that are near when there is no such provider', async () => {
    const { code, stdout, stderr } = await run(['opnai', '--json']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/There is no AI provider "opnai"\n {2}Did you mean openai/);
  });

  it('remembers a limit until --refresh', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl, DEVMGR_SYSTEM_AI_RETRIES: '0' };
    const body = { error: { message: 'slow down', type: 'requests', param: null, code: 'rate_limit_exceeded' } };
    double.answerChats({ status: 429, headers: { 'retry-after': '900' }, body });
    const asked = await run(['openai', '--ask', 'hello'], env);
    expect(asked).toMatchObject({ code: 5, stdout: '' });
    expect(statuses((await run(['--json'], env)).stdout)['openai']).toBe('limited');
    expect((await run([], env)).stdout).toMatch(/^! +openai.* +limited 1[45]m /m);
    expect(statuses((await run(['--json', '--refresh'], env)).stdout)['openai']).toBe('ready');
    expect(statuses((await run(['--json'], env)).stdout)['openai']).toBe('ready');
  });
});

describe('devmgr providers --ask', () => {
  const openAiAt = (double: AiDouble) => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl });

  it('streams the answer to stdout and says on stderr who it was', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const { code, stdout, stderr } = await run(['openai', '--ask', 'hello'], openAiAt(double));
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${GREETING}\n` });
    expect(stderr).toMatch(
      /^openai gpt-6-luna · tokens 11 in, 7 out · \$0\.0000046 · first token [\d.]+m?s · [\d.]+m?s\n$/,
    );
  });

  it('asks whoever is ready without a provider, a model of one provider, and reads stdin', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const automatic = await run(['--ask', '-'], openAiAt(double), { stdin: 'hello\n' });
    expect(automatic).toMatchObject({ code: 0, stdout: `${GREETING}\n` });
    const other = await run(['--ask', 'hello', '-m', 'gpt-6.1-terra'], openAiAt(double));
    expect(other.stderr).toMatch(/^openai gpt-6\.1-terra · /);
    const named = await run(['--ask', 'hello', '-m', 'openai/gpt-4o'], openAiAt(double));
    expect(named.stderr).toMatch(/^openai gpt-4o · /);
    expect(double.chats.map(({ body }) => (body as { model: string }).model)).toEqual([
      'gpt-6-luna',
      'gpt-6.1-terra',
      'gpt-4o',
    ]);
    expect(await run(['--ask', '-'], openAiAt(double), { stdin: '\n' })).toMatchObject({ code: 2, stdout: '' });
  });

  it('prints one document with --json, failed attempts in it', async () => {
    localServers();
    const double = await start(openAi, KEY);
    double.answerChats({
      status: 500,
      body: { error: { message: 'oops', type: 'server_error', param: null, code: null } },
    });
    const { code, stdout } = await run(['openai', '--ask', 'hello', '--json'], openAiAt(double));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      answer: GREETING,
      provider: 'openai',
      model: 'gpt-6-luna',
      reason: 'stop',
      usage: { inputTokens: 11, outputTokens: 7, costUsd: expect.closeTo(0.0000046, 9) as number },
      firstTokenMs: expect.any(Number) as number,
      durationMs: expect.any(Number) as number,
      attempts: [
        {
          provider: 'openai',
          model: 'gpt-6-luna',
          error: 'OpenAI failed with status 500 (gpt-6-luna): oops',
          retryInMs: expect.any(Number) as number,
        },
      ],
    });
  });

  it('ends with 5 and what to do when nobody can be asked', async () => {
    localServers();
    const { code, stdout, stderr } = await run(['openai', '--ask', 'hello']);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toContain('OPENAI_API_KEY');
  });

  const modelsAsked = (double: AiDouble) => double.chats.map(({ body }) => (body as { model: string }).model);
  const questionsAsked = (double: AiDouble) =>
    double.chats.map(({ body }) => (body as { messages: { content: string }[] }).messages[0]?.content);

  it('adds what is piped in to the question', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const { code } = await run(['--ask', 'hello'], openAiAt(double), { stdin: 'def add(a, b):\n    return a - b\n' });
    expect(code).toBe(0);
    expect(questionsAsked(double)).toEqual(['hello\n\ndef add(a, b):\n    return a - b']);
  });

  it('asks without what is piped in when nothing comes', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const child = spawn(process.execPath, [devmgrBin, 'providers', '--ask', 'hello'], {
      cwd: project,
      env: cleanEnvironment(home.path, openAiAt(double)),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    child.stdin.destroy();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^waiting for what is piped in…\nnothing was piped in; say - .*\nopenai /);
    expect(questionsAsked(double)).toEqual(['hello']);
  });

  it.each([
    [['openai/gpt-4o'], 'gpt-4o'],
    [['openai', '-m', 'openai/gpt-4o'], 'gpt-4o'],
    [['OpenAI', '-m', 'GPT-4o'], 'gpt-4o'],
    [['-m', 'OpenAI/GPT-4o'], 'gpt-4o'],
    [['openai', '-m', 'not-listed'], 'not-listed'],
  ])('takes %j for what is meant', async (args, model) => {
    localServers();
    const double = await start(openAi, KEY);
    await run([...args, '--ask', 'hello'], { ...openAiAt(double), DEVMGR_SYSTEM_AI_RETRIES: '0' });
    expect(modelsAsked(double)).toEqual([model]);
  });

  it('refuses a model without a question, and two models', async () => {
    const lonely = await run(['openai', '-m', 'gpt-4o']);
    expect(lonely).toMatchObject({ code: 2, stdout: '' });
    expect(lonely.stderr).toContain('devmgr providers openai -m gpt-4o --ask "Say hello"');
    expect(await run(['openai/gpt-4o', '-m', 'gpt-6-luna', '--ask', 'hello'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('says that an embedding model does not answer questions', async () => {
    localServers();
    const double = await start(openAi, KEY);
    const { code, stderr } = await run(['openai', '-m', 'text-embedding-3-small', '--ask', 'hello'], openAiAt(double));
    expect(code).toBe(5);
    expect(stderr).toContain('text-embedding-3-small makes embeddings and answers no questions');
    expect(double.chats).toEqual([]);
  });

  it('says that no language model is ready; the one that only quotes answers when it is named', async () => {
    localServers();
    const nobody = await run(['--ask', 'hello']);
    expect(nobody).toMatchObject({ code: 5, stdout: '' });
    expect(nobody.stderr).toMatch(/^✗? ?.*No language model is ready\n {2}Set OPENAI_API_KEY/);
    const report = await run(['--ask', 'hello', '--json']);
    expect(report).toMatchObject({ code: 5, stdout: '' });
    for (const named of [['local'], ['-m', 'local/extractive']]) {
      const { code, stdout } = await run([...named, '--ask', 'hello']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Not a language model/);
      expect(stdout).not.toMatch(/index|other words/);
      expect(stdout.endsWith('\n')).toBe(true);
    }
    const ordered = await run(['--ask', 'hello'], { DEVMGR_SYSTEM_AI_ORDER: '["local"]' });
    expect(ordered.code).toBe(0);
  });

  it('fails with the first failure and its hint when providers can be asked and none answers', async () => {
    localServers();
    const double = await start(openAi, 'another-key-that-counts');
    const { code, stdout, stderr } = await run(['--ask', 'hello'], openAiAt(double));
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(/OpenAI .*\n {2}.*OPENAI_API_KEY/);
  });

  it('asks who can be asked of those in the order, and the table marks that one', async () => {
    localServers();
    const double = await start(openAi, KEY);
    appendFileSync(join(home.path, 'config.toml'), `[system.providers.down]\nbase-url = "${NOWHERE}/v1"\n`);
    const env = { ...openAiAt(double), DEVMGR_SYSTEM_AI_ORDER: '["down", "openai"]', DEVMGR_SYSTEM_AI_RETRIES: '0' };
    const table = await run([], env);
    expect(table.stdout).toMatch(/^● +openai ▸ +ready /m);
    expect(table.stdout).toMatch(/\n▸ openai is asked now: down, which comes first, cannot be asked\n$/);
    expect((await run(['down'], env)).stdout).toContain(' · comes first, openai is asked now\n');
    const asked = await run(['--ask', 'hello'], env);
    expect(asked).toMatchObject({ code: 0, stdout: `${GREETING}\n` });
    expect(asked.stderr).toMatch(/^! down .*\nopenai gpt-6-luna · /);
    const alone = await run([], { ...env, DEVMGR_SYSTEM_AI_ORDER: '["down"]' });
    expect(alone.stdout).toMatch(/\n▸ down would be asked by default, and cannot be asked now\n$/);
  });

  it('asks the model that the table shows as default', async () => {
    localServers();
    const gateway = await startFaultServer(
      route({
        '/v1/models': json({ object: 'list', data: [{ id: 'corp-small', object: 'model' }] }),
        '/v1/chat/completions': stream([
          events({ choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] }, '[DONE]'),
        ]),
      }),
    );
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${gateway.url}/v1` };
    const table = await run([], env);
    const asked = await run(['--ask', 'hello'], env);
    await gateway.dispose();
    expect(table.stdout).toMatch(/^● +openai ▸ +ready .* corp-small/m);
    expect(asked).toMatchObject({ code: 0, stdout: 'Hi\n' });
    expect(asked.stderr).toMatch(/^openai corp-small · first token /);
  });

  it('stops on Ctrl-C with what came so far', async () => {
    localServers();
    const double = await start(openAi, KEY);
    double.cut = { afterEvents: 4, then: 'hold' };
    const going = startDevmgr(['providers', 'openai', '--ask', 'story'], options(openAiAt(double)));
    await going.waitFor('word0');
    going.child.kill('SIGINT');
    const { code, stdout, stderr } = await going.done;
    expect(code).toBe(130);
    expect(STORY.startsWith(stdout.trimEnd())).toBe(true);
    expect(stderr).toMatch(/^stopped · openai gpt-6-luna · /m);
    await double.chats[0]?.hungUp;
  });
});

describe('devmgr providers on a terminal', () => {
  const open = (args: string[], cols: number) =>
    PtyApp.spawn(process.execPath, [devmgrBin, 'providers', ...args], {
      cwd: project,
      env: cleanEnvironment(home.path),
      cols,
      rows: 40,
    });

  it('names who is still being looked at, and says of one that never answered what to do about it', async () => {
    localServers();
    const stuck = await startFaultServer([silence()]);
    appendFileSync(join(home.path, 'config.toml'), `[system.providers.stuck]\nbase-url = "${stuck.url}/v1"\n`);
    const app = open([], 130);
    try {
      await app.waitFor(/^looking at stuck… [2-7]s$/m);
      await app.waitFor('▸ local is asked by default');
      await app.waitFor(() => !app.text().includes('looking at'));
      await app.waitFor(/^✗ {2}stuck .*unreachable/m);
      const { stdout } = await run(['--json']);
      const hint = reports(stdout).find(({ id }) => id === 'stuck')?.hint;
      expect(hint).toContain(`${stuck.url}/v1`);
      expect(hint).not.toContain('devmgr providers stuck');
    } finally {
      await app.close();
      await stuck.dispose();
    }
  });

  it('80 columns: no line is broken by the terminal, and every note can be read', async () => {
    localServers();
    const app = open([], 80);
    try {
      await app.waitFor('▸ local is asked by default');
      const lines = app.text().split('\n');
      expect(lines[0]).toMatch(/^ +PROVIDER +STATUS +LATENCY +MODELS +DEFAULT$/);
      const at = lines.findIndex((line) => line.startsWith('!  openai '));
      expect(lines[at + 1]).toMatch(/^ {3}Set OPENAI_API_KEY in your environment/);
      for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(?: {3}|[●!○✗▸] |$)/);
    } finally {
      await app.close();
    }
  });

  it('wide: notes are wrapped in their column', async () => {
    localServers();
    const app = open([], 110);
    try {
      await app.waitFor('▸ local is asked by default');
      const lines = app.text().split('\n');
      const column = lines[0]?.indexOf('NOTE') ?? 0;
      expect(column).toBeGreaterThan(40);
      const at = lines.findIndex((line) => line.startsWith('!  openai '));
      expect(lines[at]?.slice(column)).toMatch(/^Set OPENAI_API_KEY/);
      expect(lines[at + 1]).toMatch(new RegExp(`^ {${column}}\\S`));
    } finally {
      await app.close();
    }
  });
});
