import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leakyProject, type LeakyProject } from '../support/leaky-project.js';
import { runDevmgr } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

/** Asks as other plugins do, and does with the errors whatever one can do with them. */
const plugin = `export default { activate(ctx) {
  ctx.cli.register('leak', async ({ args: [how, questions], stderr }) => {
    const ai = await ctx.services.require({ id: 'system.ai' });
    const { signal } = new AbortController();
    const ask = async (provider, text) => {
      for await (const part of ai.languageModel(provider).stream({ messages: [{ role: 'user', text }] }, { signal }));
    };
    for (const provider of ['openai', 'anthropic', 'together', 'ollama', 'house']) {
      for (const question of questions.split(';')) {
        const error = await ask(provider, question).then(() => new Error('answered'), (error) => error);
        ctx.log.error('asked ' + provider, error);
        ctx.screen.notify({ severity: 'error', message: error.message, hint: error.hint });
        stderr.write(error.stack + '\\n' + JSON.stringify(error) + '\\n');
        if (how === 'crash') setImmediate(() => { throw error; });
        if (how === 'throw') throw error;
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
    return 0;
  });
} };`;
const word = { name: 'leak', summary: 's', arguments: ['how', 'questions'].map((name) => ({ name, summary: 's' })) };

let project: LeakyProject;

beforeAll(async () => {
  project = await leakyProject();
  writePlugin(join(project.home, 'plugins'), 'leaker', plugin, { cli: [word] });
});
afterAll(() => project.remove());

async function run(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const result = await runDevmgr(args, { home: project.home, cwd: project.path, env: project.env });
  project.expectNone(`stdout of ${args.join(' ')}`, result.stdout);
  project.expectNone(`stderr of ${args.join(' ')}`, result.stderr);
  return result;
}

it('keys are in no output of devmgr providers, whatever the server says', async () => {
  const { stdout } = await run('providers', '--json', '--verbose');
  const { providers } = JSON.parse(stdout) as { providers: readonly { id: string; status: string }[] };
  const found = providers.filter(({ status }) => status === 'ready').map(({ id }) => id);
  expect(found).toEqual(['openai', 'anthropic', 'together', 'ollama', 'house', 'local']);
  await run('providers', '--verbose');
  await run('providers', 'house', '--json');
  await run('providers', 'together');
  for (const id of ['openai', 'ollama']) await run('providers', id, '--verbose', '--ask', 'a refusal');
  await run('providers', 'anthropic', '--json', '--ask', 'an error in the stream');
  // The server was asked with them.
  const sent = JSON.stringify(project.server.requests.map(({ headers }) => headers));
  for (const key of [project.env['OPENAI_API_KEY'], project.env['HOUSE_CODE_WORD'], project.dotenvKey])
    expect(sent).toContain(key);
  project.expectNone('files below the home', project.files());
});

it('keys are in no log, no crash report and no error that other plugins get', async () => {
  const { code, stderr } = await run('leak', 'print', project.questions.join(';'));
  expect(code).toBe(0);
  expect(stderr.match(/^AiError/gm)?.length).toBeGreaterThan(4 * project.questions.length);
  expect((await run('leak', 'throw', 'an error in the stream', '--verbose')).code).toBe(5);
  expect((await run('leak', 'crash', 'a page of HTML')).code).toBe(70);
  const files = project.files();
  expect(files).toContain('asked openai');
  expect(files).toMatch(/\nnode v\d[^\n]*\nAiError/);
  project.expectNone('files below the home', files);
  expect((await run('logs', '--json', '--level', 'debug', '--lines', '0')).stdout).toContain('asked openai');
  await run('config', 'list', '--json');
  await run('config', 'list');
});
