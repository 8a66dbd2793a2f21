import { LLMock } from '@copilotkit/aimock';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AiDouble } from '../support/ai-doubles/ai-double.js';
import { openAi } from '../support/ai-doubles/openai.js';
import { testPython } from '../support/python.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const KEY = 'dvk-4c9184f37cff01bcdc32dc486ec36961';
const usage = { prompt_tokens: 1200, completion_tokens: 60, total_tokens: 1260 };
const PROMPT = 'coupons count whatever the case of their letters';

/** An edit of the sample's pricing module, as models write it. */
const edit = (search: string, replace: string) =>
  `Here it is.\n\n\`\`\`python path=app/pricing.py\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;
const NOW = '    return max(bulk, COUPONS.get(coupon or "", 0))';
/** Fails without a coupon. */
const WRONG = '    return max(bulk, COUPONS.get(coupon.upper(), 0))';
const RIGHT = '    return max(bulk, COUPONS.get((coupon or "").upper(), 0))';

let upstream: LLMock;
let double: AiDouble;
const home = temporaryHome();
const project = sampleProject();
const file = join(project.path, 'app/pricing.py');
/** With line ends of another system and a mode of its own: what is saved keeps both. */
const original = readFileSync(file, 'utf8').replaceAll('\n', '\r\n');

beforeAll(async () => {
  upstream = new LLMock({ port: 0, host: '127.0.0.1', strict: false });
  upstream.onMessage('of="your earlier answer"', { content: edit(WRONG, RIGHT), usage }, { chunkSize: 11 });
  upstream.onMessage(PROMPT, { content: edit(NOW, WRONG), usage }, { chunkSize: 11 });
  await upstream.start();
  double = await AiDouble.start(openAi, upstream, { key: KEY });
  writeFileSync(file, original);
  chmodSync(file, 0o755);
  const tests =
    "from app.pricing import discount_percent\n\n\ndef test_any_case():\n    assert discount_percent(1, 'summer20') == 20\n";
  writeFileSync(join(project.path, 'tests/unit/test_coupons.py'), tests);
});
afterAll(async () => {
  await double.stop();
  await upstream.stop();
  home.remove();
  project.remove();
});

const devmgr = (...args: string[]) =>
  runDevmgr(args, {
    home: home.path,
    cwd: project.path,
    env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl, DEVMGR_PYTHON: testPython() },
    timeoutMs: 120_000,
  });
const state = () => ({ text: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777 });

test('a wrong answer, failing tests, a mended answer, green, saved, and taken back byte for byte', async () => {
  const before = state();
  const made = await devmgr('gen', '--file', 'app/pricing.py', PROMPT, '--test', '--save');
  expect(made.stderr).toMatch(/^answer 1 {2}\d+ (?:failed|new failures?) · /m);
  expect(made.stderr).toMatch(/^answer 2 {2}\d+ passed/m);
  expect(made.stderr).toContain(' · 2 answers · 2400 in, 120 out · ');
  expect({ code: made.code, stdout: made.stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^Saved app\/pricing\.py {2}\+1 -1\nTo take it back: devmgr gen --undo --id \S+\n$/,
    ) as string,
  });
  // The failing frames were sent, and what is needed to mend them; nothing else changed in the project.
  const [first, second] = double.chats.map(({ body }) => JSON.stringify(body));
  expect(double.chats).toHaveLength(2);
  expect(first).not.toContain('AttributeError');
  expect(second).toContain("AttributeError: 'NoneType' object has no attribute 'upper'");
  expect(second).toContain('coupon.upper()');
  expect(state()).toEqual({ text: before.text.replace(NOW, RIGHT), mode: 0o755 });
  expect(readdirSync(project.path).sort()).toEqual(['README.md', 'app', 'pyproject.toml', 'tests']);

  const listed = JSON.parse((await devmgr('gen', '--history', '--json')).stdout) as {
    generations: { savedAs?: string; tests?: { verdict: string } }[];
  };
  expect(listed.generations.map(({ savedAs, tests }) => [savedAs !== undefined, tests?.verdict])).toEqual([
    [true, 'passed'],
    [false, 'failed'],
  ]);
  const lines = (await devmgr('gen', '--export', '-')).stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(JSON.parse(lines[0] ?? ''))).toContain('(coupon or');

  expect(await devmgr('gen', '--undo')).toMatchObject({ code: 0, stdout: 'Restored app/pricing.py\n' });
  expect(state()).toEqual(before);
  expect((await devmgr('gen', '--export', '-')).stdout).toBe('');
  expect(existsSync(join(project.path, '.devmgr'))).toBe(false);
}, 240_000);

test('exits 1 with nothing saved when tests fail, and saves anyway where that is wanted', async () => {
  const before = state();
  const args = ['gen', '--file', 'app/pricing.py', PROMPT, '--test', '--rounds', '1'];
  const failed = await devmgr(...args, '--save', '--json');
  expect(failed.code).toBe(1);
  expect(JSON.parse(failed.stdout)).toMatchObject({
    file: 'app/pricing.py',
    saved: false,
    wrong: ['tests fail'],
    tests: { verdict: 'failed', where: 'copy' },
    rounds: [{ number: 1 }],
  });
  expect(state()).toEqual(before);
  const saved = await devmgr(...args, '--save-anyway');
  expect(saved.code).toBe(1);
  expect(saved.stdout).toContain('Saved app/pricing.py');
  expect(state().text).toContain(WRONG);
}, 240_000);
