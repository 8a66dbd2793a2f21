import { LLMock } from '@copilotkit/aimock';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AiDouble } from '../support/ai-doubles/ai-double.js';
import { openAi } from '../support/ai-doubles/openai.js';
import { testPython } from '../support/python.js';
import { runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const KEY = 'dvk-1679091c5a880faf6fb5e6087eb1b2dc';
const NOWHERE = 'http://127.0.0.1:9';
const usage = { prompt_tokens: 900, completion_tokens: 40, total_tokens: 940 };

const CODE = 'def slug(text: str) -> str:\n\treturn text.lower().replace(" ", "-")\n';
const block = (path: string, text: string) => `\`\`\`python path=${path}\n${text}\`\`\`\n`;
const edit = (search: string, replace: string) =>
  block('app/pricing.py', `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`);
const shipping = (sign: string) => `    return 0 if net ${sign} FREE_SHIPPING_FROM else SHIPPING`;

interface Document {
  readonly file: string;
  readonly code: string | null;
  readonly saved: boolean;
  readonly wrong: readonly string[];
  readonly provider: string;
  readonly model: string;
  readonly id: string;
  readonly files: readonly { path: string; isNew: boolean; code: string }[];
  readonly context: readonly { id: string; reason: string; tokens: number }[];
  readonly problems: readonly { path: string; line: number; message: string }[];
  readonly refused: readonly { path: string; reason: string }[];
  readonly usage: object;
}

let upstream: LLMock;
let double: AiDouble;
let home: ReturnType<typeof temporaryHome>;
let project: ReturnType<typeof sampleProject>;

beforeAll(async () => {
  upstream = new LLMock({ port: 0, host: '127.0.0.1', strict: false });
  const sentBack = edit('FREE_SHIPPING_FROM = 5_000', 'FREE_SHIPPING_FROM = 7_000');
  upstream.onMessage(/breaks a test[^]*of="your earlier answer"/, {
    ...{ error: { message: 'the prompt is odd', type: 'invalid_request_error' }, status: 400 },
  });
  upstream.onMessage(/fits later[^]*of="your earlier answer"/, { content: sentBack, usage });
  const answers: Readonly<Record<string, string>> = {
    'fits later': edit('NO_SUCH_LINE = 1', 'SUCH = 2'),
    'breaks a test': edit(shipping('>='), shipping('>')),
    'a slug': `Sure.\n\n${block('app/slug.py', CODE)}`,
    'two files': block('app/slug.py', CODE) + block('app/other.py', 'OTHER = 1\n'),
    'code and settings': block('app/new.py', 'NEW = 1\n') + block('.devmgr.toml', '[codegen]\n'),
    'two new files': block('app/new.py', 'NEW = 1\n') + block('app/newer.py', 'NEWER = 1\n'),
    'free shipping later': edit('FREE_SHIPPING_FROM = 5_000', 'FREE_SHIPPING_FROM = 6_000'),
    'no such line': edit('NO_SUCH_LINE = 1', 'SUCH = 2'),
    'broken code': block('app/slug.py', 'def slug(:\n    pass\n'),
    'only talk': 'You should really think about \x1b[2Jnaming first.',
    'a setting': block('.env', 'ORDERS_LOG_LEVEL=DEBUG\n'),
  };
  for (const [prompt, content] of Object.entries(answers)) upstream.onMessage(prompt, { content, usage });
  const long = block('app/slug.py', Array.from({ length: 400 }, (_, at) => `NUMBER_${at} = ${at}\n`).join(''));
  upstream.onMessage('many numbers', { content: long, usage }, { chunkSize: 40, latency: 20 });
  upstream.onMessage('slowly', { content: edit('SHIPPING = 490', 'SHIPPING = 590'), usage }, { latency: 100 });
  await upstream.start();
});
afterAll(() => upstream.stop());

beforeEach(async () => {
  double = await AiDouble.start(openAi, upstream, { key: KEY });
  home = temporaryHome();
  project = sampleProject();
  const servers = ['ollama', 'llama-server', 'lm-studio', 'vllm'];
  const tables = servers.map((id) => `[system.providers.${id}]\nbase-url = "${NOWHERE}/v1"\n`);
  writeFileSync(join(home.path, 'config.toml'), tables.join(''));
});
afterEach(async () => {
  await double.stop();
  home.remove();
  project.remove();
});

const options = (stdin?: string, cwd = project.path) => ({
  home: home.path,
  cwd,
  env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl, DEVMGR_PYTHON: testPython() },
  ...(stdin !== undefined && { stdin }),
});
const gen = (...args: string[]) => runDevmgr(['gen', ...args], options());
/** Where the code around it does not matter: it comes from an index, which is new in every spec, at three times the cost of the rest. */
const genAlone = (...args: string[]) => gen(...args, '--no-context');
const document = (stdout: string) => JSON.parse(stdout) as Document;
const inProject = (path: string) => join(project.path, path);
const read = (path: string) => readFileSync(inProject(path), 'utf8');
const lastPrompt = () => JSON.stringify(double.chats.at(-1)?.body);

describe('devmgr gen', () => {
  it('writes the code to stdout, byte for byte, and what it was made from to stderr; nothing else', async () => {
    const { code, stdout, stderr } = await gen('--file', 'app/slug.py', 'a slug');
    expect({ code, stdout }).toEqual({ code: 0, stdout: CODE });
    // Also the first time, when there is no index yet.
    expect(stderr).not.toContain('index');
    expect(stderr).toMatch(/^context {2}\d+ pieces, about \S+ tokens\n {2}\S+/);
    expect(stderr).toMatch(/\nopenai gpt-6-luna( at \S+)? · 900 in, 40 out · .*\n$/);
    expect(existsSync(inProject('app/slug.py'))).toBe(false);
  });

  it('gives one document with --json', async () => {
    const { code, stdout, stderr } = await gen('--file', 'app/pricing.py', 'free shipping later', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const found = document(stdout);
    const after = read('app/pricing.py').replace('FROM = 5_000', 'FROM = 6_000');
    expect(found).toMatchObject({
      ...{ file: 'app/pricing.py', code: after, saved: false, wrong: [], provider: 'openai', model: 'gpt-6-luna' },
      files: [{ path: 'app/pricing.py', isNew: false, code: after }],
      usage: { inputTokens: 900, outputTokens: 40 },
    });
    expect(found.context.length).toBeGreaterThan(0);
    expect(lastPrompt()).toContain('FREE_SHIPPING_FROM = 5_000');
  });

  it('says when generations cannot be kept, and gives the code all the same', async () => {
    await genAlone('--file', 'app/slug.py', 'a slug');
    const folder = readdirSync(home.path, { recursive: true, encoding: 'utf8' }).find((path) =>
      /generations$/.test(path),
    );
    rmSync(join(home.path, folder ?? ''), { recursive: true });
    writeFileSync(join(home.path, folder ?? ''), 'not a folder');
    const { code, stdout, stderr } = await genAlone('--file', 'app/slug.py', 'a slug', '--json');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^! generations are not kept: /) as unknown,
    });
    expect(document(stdout).code).toBe(CODE);
  });

  it('prints all files as a diff that git takes', async () => {
    const { code, stdout } = await genAlone('--file', 'app/slug.py', 'two files', '--diff');
    expect(code).toBe(0);
    execFileSync('git', ['apply', '-'], { cwd: project.path, input: stdout });
    expect([read('app/slug.py'), read('app/other.py')]).toEqual([CODE, 'OTHER = 1\n']);
    const plain = await genAlone('--file', 'app/new.py', 'two new files');
    expect(plain.stdout).toBe('NEW = 1\n');
    expect(plain.stderr).toContain('1 more file: app/newer.py. --diff shows all, --save writes all\n');
    const strays = await genAlone('--file', 'app/third.py', 'two new files');
    expect({ code: strays.code, stdout: strays.stdout }).toEqual({ code: 1, stdout: '' });
    expect(strays.stderr).toContain('\nThere is no app/third.py: is its name right?\n');
    expect(strays.stderr).toContain('! The answer is not for app/third.py, but for app/new.py, app/newer.py\n');
  });

  it('saves where that is wanted, and takes it back', async () => {
    const saved = await gen('--file', 'app/slug.py', 'a slug', '--save', '--json');
    expect(document(saved.stdout)).toMatchObject({ saved: true, files: [{ path: 'app/slug.py' }] });
    expect(read('app/slug.py')).toBe(CODE);
    const undone = await gen('--undo');
    expect(undone).toMatchObject({ code: 0, stdout: 'Removed app/slug.py\n' });
    expect(existsSync(inProject('app/slug.py'))).toBe(false);
    expect(await gen('--undo')).toMatchObject({ code: 1, stdout: '' });
    await genAlone('--file', 'app/pricing.py', 'free shipping later', '-s');
    writeFileSync(inProject('app/pricing.py'), 'MINE = 1\n');
    const refused = await gen('--undo');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /app\/pricing\.py changed on the disk after the save 2\n {2}Nothing was taken back\.\n {2}To leave .*: devmgr gen --undo --id 2 --changed skip\n/,
    );
    expect(await gen('--undo', '--changed', 'merge')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be merged') as unknown,
    });
    expect(read('app/pricing.py')).toBe('MINE = 1\n');
    const left = await gen('--undo', '--changed', 'skip');
    expect(left).toMatchObject({ code: 0, stdout: 'Left app/pricing.py\n' });
    expect(read('app/pricing.py')).toBe('MINE = 1\n');
  });

  it('takes a save back and keeps what came since, where that is said', async () => {
    const before = read('app/pricing.py');
    await gen('--file', 'app/pricing.py', 'free shipping later', '--save', '--no-context');
    writeFileSync(inProject('app/pricing.py'), `${read('app/pricing.py')}MINE = 1\n`);
    expect((await gen('--undo')).stderr).toContain('--undo --id 1 --changed merge\n');
    const merged = await gen('--undo', '--changed', 'merge');
    expect(merged).toMatchObject({ code: 0, stdout: 'Merged app/pricing.py\n' });
    expect(read('app/pricing.py')).toBe(`${before}MINE = 1\n`);
  });

  it('reads paths from where the person stands', async () => {
    const { code, stdout } = await runDevmgr(
      ['gen', '--file', '../app/pricing.py', 'free shipping later', '--no-context', '--json'],
      options(undefined, inProject('tests')),
    );
    expect({ code, file: document(stdout).file }).toEqual({ code: 0, file: 'app/pricing.py' });
  });

  it('shows what would be sent, and sends nothing', async () => {
    const { code, stdout, stderr } = await gen('--file', 'app/pricing.py', 'a slug', '--show-prompt');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^--- system ---\n[^]*--- user ---\n[^]*FREE_SHIPPING_FROM[^]*a slug/);
    expect(stderr).toContain('nothing was sent');
    const bare = await gen('--file', 'app/pricing.py', 'a slug', '--show-prompt', '--no-context', '--json');
    expect(JSON.parse(bare.stdout)).toMatchObject({ file: 'app/pricing.py', context: [], provider: 'openai' });
    expect(double.chats).toEqual([]);
  });

  it('puts files and what is piped in beside the prompt; alone it is the prompt', async () => {
    writeFileSync(inProject('notes.md'), 'the wish of Ada\n');
    const args = ['gen', '--file', 'app/slug.py', 'a slug', '--attach', 'notes.md'];
    const { code } = await runDevmgr(args, options(`KeyError: 'x'\nkey = "sk-proj-${'a1B2'.repeat(12)}"\n`));
    expect(code).toBe(0);
    for (const part of ['the wish of Ada', "KeyError: 'x'"]) expect(lastPrompt()).toContain(part);
    expect(lastPrompt()).not.toContain('a1B2a1B2');
    const piped = await runDevmgr(['gen', '--file', 'app/slug.py', '--no-context'], options('a slug\n'));
    expect({ code: piped.code, stdout: piped.stdout }).toEqual({ code: 0, stdout: CODE });
  });

  it('says what is missing or cannot be, and ends with 2, before anybody is asked', async () => {
    writeFileSync(inProject('id_rsa'), 'secret\n');
    const cases: readonly (readonly [string[], RegExp])[] = [
      [['a slug'], /^devmgr: Which file is the code for\?\n {2}For example: devmgr gen --file/],
      [['--file', 'app/x.py'], /^devmgr: What shall be written\?/],
      [['--file', 'app/x.py', '  '], /^devmgr: What shall be written\?/],
      [['--file', 'app/x.py', 'a slug', '--rounds', '0'], /0 is no number of rounds/],
      [['--file', 'app/x.py', 'a slug', '-a', 'nothing.md'], /There is no file nothing\.md/],
      [['--file', 'app/x.py', 'a slug', '-a', 'id_rsa'], /id_rsa holds keys or passwords/],
      [['--file', 'app/x.py', 'a slug', '-a', 'app'], /app is no file/],
      [['--file', 'app/x.py', 'a slug', '--provider', 'nobody'], /nobody/],
      [['--file', 'app/x.py', 'a slug', '--bake-off', 'openai'], /openai alone is no bake-off/],
      [['--file', 'app/x.py', 'a slug', '--bake-off', 'nope'], /openai\/nope alone is no bake-off/],
      [['--undo', '--history'], /three things/],
      [['-f', 'app/main.py', '--undo'], /--file is of no use with --undo\n {2}A save is taken back with all its files/],
      [['--undo', 'a slug'], /A prompt is of no use with --undo/],
      [['--history', '--save'], /--save is of no use with --history/],
      [['--history', '--id', 'x', 'words'], /A prompt is of no use with --history --id/],
      [['--export', 'x.jsonl', '--test'], /--test is of no use with --export/],
      [['--file', 'app/x.py', 'a slug', '--id', '1'], /--id says which save/],
      [['--undo', '--changed', 'x'], /--changed x is unknown\n {2}Give one of them: merge, skip, overwrite/],
      [['-f', 'app/main.py', 'a slug', '--changed', 'skip'], /Give it with --undo/],
      [['--undo', '--id', 'zzz'], /There is no save zzz\n {2}There is nothing to take back/],
      [['--history', '--id', 'nothing'], /There is no generation nothing/],
      [['--export', 'app/main.py'], /no name for JSON lines/],
      [['--file', '.env', 'a setting', '--save'], /\.env is protected/],
    ];
    for (const [args, said] of cases) {
      const { code, stdout, stderr } = await gen(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toMatch(said);
    }
    expect(double.chats).toEqual([]);
  });

  it('refuses what lies outside the project or belongs to git, with nothing sent and nothing written', async () => {
    for (const path of ['../outside.py', '/etc/passwd', '.git/config', 'app']) {
      const { code, stdout, stderr } = await gen('--file', path, 'a slug', '--save');
      expect({ path, code, stdout }).toEqual({ path, code: 2, stdout: '' });
      expect(stderr).toMatch(/^devmgr: .+\n {2}\S/);
    }
    expect(double.chats).toEqual([]);
    expect(existsSync(join(project.path, '../outside.py'))).toBe(false);
  });

  it('writes a protected file only when that is allowed', async () => {
    const args = ['--file', '.env', 'a setting', '--save'];
    const { code, stdout } = await genAlone(...args, '--allow-protected');
    expect({ code, first: stdout.split('\n', 1)[0] }).toEqual({ code: 0, first: 'Saved .env  new, +1' });
    expect(read('.env')).toBe('ORDERS_LOG_LEVEL=DEBUG\n');
    for (const flags of [['--save'], ['--save', '--allow-protected'], []]) {
      const { code: refusal, stderr } = await gen('--file', '.env', 'a setting', ...flags);
      expect(refusal).toBe(2);
      expect(stderr).toMatch(/^\S*.*\.env commonly holds secrets: its content is sent to nobody\n/);
      expect(stderr).not.toContain('--allow-protected');
    }
  });

  it('an answer with a protected file is kept, and saved when that is allowed', async () => {
    const { code, stderr } = await gen('--file', 'app/new.py', 'code and settings', '--save', '--no-context');
    expect(code).toBe(1);
    expect(stderr).toContain('Nothing saved: .devmgr.toml tells devmgr what to run and whom to ask');
    const how = /devmgr gen (--history --id \S+ --save --allow-protected)\n/.exec(stderr)?.[1]?.split(' ') ?? [];
    expect([existsSync(inProject('app/new.py')), existsSync(inProject('.devmgr.toml'))]).toEqual([false, false]);
    expect(await gen(...how)).toMatchObject({ code: 0 });
    expect([read('app/new.py'), read('.devmgr.toml')]).toEqual(['NEW = 1\n', '[codegen]\n']);
  });

  it('ends with 1 and saves nothing when the answer is no code, does not fit, or has mistakes', async () => {
    const talk = await genAlone('--file', 'app/slug.py', 'only talk', '--save');
    expect({ code: talk.code, stdout: talk.stdout }).toEqual({ code: 1, stdout: '' });
    expect(talk.stderr).toContain('You should really think about naming first.');
    expect(talk.stderr).toMatch(/\nNothing saved: the answer holds no code\n$/);

    const misfit = await genAlone('--file', 'app/pricing.py', 'no such line', '--save');
    expect({ code: misfit.code, stdout: misfit.stdout }).toEqual({ code: 1, stdout: '' });
    expect(misfit.stderr).toMatch(/^! app\/pricing\.py: .+/m);
    expect(misfit.stderr).toContain('Nothing saved: a part of the answer could not be applied');

    expect(double.chats).toHaveLength(3);

    const broken = await genAlone('--file', 'app/slug.py', 'broken code', '--save', '--json');
    expect(broken.code).toBe(1);
    expect(document(broken.stdout)).toMatchObject({
      saved: false,
      wrong: ['the code has mistakes'],
      problems: [{ path: 'app/slug.py', line: 1 }],
    });
    expect(existsSync(inProject('app/slug.py'))).toBe(false);
  });

  it('sends an edit that does not fit back by itself, and counts what both answers took', async () => {
    const made = await gen('--file', 'app/pricing.py', 'fits later', '--save', '--no-context');
    expect({ code: made.code, first: made.stdout.split('\n', 1)[0] }).toEqual({
      ...{ code: 0, first: 'Saved app/pricing.py  +1 -1' },
    });
    const told = /^answer 1 {2}nothing of .+\n! app\/pricing\.py: .+\nasking again, .+\nanswer 2 {2}all of it fits\n/m;
    expect(made.stderr).toMatch(told);
    expect(made.stderr).toMatch(/openai gpt-6-luna\S*.* · 2 answers · 1800 in, 80 out · /);
    expect(double.chats).toHaveLength(2);
    const document = JSON.parse(
      (await gen('-f', 'app/x.py', 'no such line', '--no-context', '--json')).stdout,
    ) as object;
    expect(document).toMatchObject({
      usage: { inputTokens: 1800, outputTokens: 80 },
      rounds: [{ number: 1, usage: { inputTokens: 900 } }, { number: 2 }],
    });
    const listed = (await gen('--history')).stdout;
    expect(listed).toMatch(/ app\/pricing\.py {2}saved as 1 {2}2 answers {2}openai/);
    const id = /^\S+ \S+ {2}(\S+) {2}app\/pricing\.py/m.exec(listed)?.[1] ?? '';
    const other = await gen('--undo', '--id', 'zzz');
    expect(other.stderr).toMatch(
      /There is no save zzz\n {2}Saves that can be taken back:\n {2}1 {2}\S+ \S+ {2}app\/pricing\.py\n$/,
    );
    expect(await gen('--undo', '--id', id)).toMatchObject({ code: 0, stdout: 'Restored app/pricing.py\n' });
    expect((await gen('--history', 'fits')).stdout).toContain('  saved as 1, taken back  ');
  });

  it('saves what has mistakes from the history only when that is said', async () => {
    const broken = await gen('--file', 'app/slug.py', 'broken code', '--save', '--no-context');
    const hint = /devmgr gen (--history --id \S+) --save-anyway\n$/.exec(broken.stderr)?.[1]?.split(' ') ?? [];
    const refused = await gen(...hint, '--save');
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^! app\/slug\.py:1.*\nNothing saved: the code has mistakes\. .*--save-anyway\n$/);
    expect(existsSync(inProject('app/slug.py'))).toBe(false);
    expect((await gen(...hint, '--save-anyway')).stdout).toContain('Saved app/slug.py');
    expect(read('app/slug.py')).toContain('def slug(:');
  });

  it('saves nothing over a file that changed while the answer came; the answer is kept', async () => {
    const running = startDevmgr(['gen', '--file', 'app/pricing.py', 'slowly', '--save', '--no-context'], options());
    await expect.poll(() => double.chats.length).toBe(1);
    writeFileSync(inProject('app/pricing.py'), 'MINE = 1\n');
    const { code, stdout, stderr } = await running.done;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('app/pricing.py changed since the answer was made: nothing was written');
    expect(read('app/pricing.py')).toBe('MINE = 1\n');
    const id = /--history --id (\S+)/.exec(stderr)?.[1] ?? '';
    const kept = await gen('--history', '--id', id, '--diff');
    expect(kept.stdout).toContain('+SHIPPING = 590');
  });

  it('gives the document also when the save is refused', async () => {
    const running = startDevmgr(
      ['gen', '--file', 'app/pricing.py', 'slowly', '--save', '--json', '--no-context'],
      options(),
    );
    await expect.poll(() => double.chats.length).toBe(1);
    writeFileSync(inProject('app/pricing.py'), 'MINE = 1\n');
    const { code, stdout, stderr } = await running.done;
    expect(code).toBe(1);
    expect(document(stdout)).toMatchObject({ saved: false, error: { message: expect.stringContaining('changed') } });
    expect(stderr).toContain(`--history --id ${document(stdout).id}`);
    expect(read('app/pricing.py')).toBe('MINE = 1\n');
  });

  it('Ctrl-C ends it with 130 and nothing saved; what had come is in the history', async () => {
    const running = startDevmgr(['gen', '--file', 'app/slug.py', 'many numbers', '--save'], options());
    await expect.poll(() => double.chats.length).toBe(1);
    await running.waitFor('context');
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.done;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).not.toContain('applied');
    expect(existsSync(inProject('app/slug.py'))).toBe(false);
    expect((await gen('--history')).stdout).toMatch(
      / app\/slug\.py {2}not saved {2}openai\/gpt-6-luna {2}many numbers\n$/,
    );
  });

  it('ends with 5 when nobody can answer', async () => {
    double.key = 'another';
    const { code, stdout, stderr } = await genAlone('--file', 'app/slug.py', 'a slug', '--provider', 'openai');
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(/devmgr: .+\n {2}\S/);
  });
});

describe('devmgr gen with a provider that fails mid-way', () => {
  it('ends with 5 and nothing saved; what had come is in the history', async () => {
    double.cut = { afterEvents: 12, then: 'tear' };
    const args = ['--file', 'app/slug.py', 'many numbers', '--provider', 'openai', '--save', '--no-context'];
    const { code, stdout, stderr } = await gen(...args);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(/^devmgr: .+\n {2}\S/m);
    expect(existsSync(inProject('app/slug.py'))).toBe(false);
    const { generations } = JSON.parse((await gen('--history', '--json')).stdout) as { generations: { id: string }[] };
    expect(generations).toHaveLength(1);
    const kept = document((await gen('--history', '--id', generations[0]?.id ?? '', '--json')).stdout);
    expect(kept).toMatchObject({ file: 'app/slug.py', provider: 'openai', saved: false });
    expect(stderr).toContain(`devmgr gen --history --id ${generations[0]?.id ?? ''}`);
  });

  it('gives the answer that was there when another one cannot be had, and says where it is kept', async () => {
    const args = ['--file', 'app/pricing.py', 'breaks a test', '--provider', 'openai', '--test', '--no-context'];
    const asJson = await gen(...args, '--json', '--save');
    const made = document(asJson.stdout);
    expect(made).toMatchObject({ saved: false, tests: { verdict: 'failed' }, error: { message: expect.any(String) } });
    expect(made.code).toContain(shipping('>'));
    expect(asJson.code).toBe(5);
    expect(asJson.stderr).toContain(`devmgr gen --history --id ${made.id}`);
    expect(read('app/pricing.py')).toContain(shipping('>='));
    const plain = await gen(...args);
    expect(plain.stdout).toContain(shipping('>'));
    expect(plain.code).toBe(5);
    expect(plain.stderr).toContain('devmgr gen --history --id');
  });
});

describe('devmgr gen --bake-off, --history, --export', () => {
  it('compares models, and gives the best answer', async () => {
    const models = [
      '--bake-off',
      'openai/gpt-6-luna',
      '--bake-off',
      'openai/gpt-6.1-terra',
      '--bake-off',
      'ollama/none',
    ];
    const { code, stdout, stderr } = await gen('--file', 'app/slug.py', 'a slug', ...models, '--save');
    expect({ code, first: stdout.split('\n', 1)[0] }).toEqual({ code: 0, first: 'Saved app/slug.py  new, +2' });
    expect(stderr).toMatch(
      /^1 {2}openai\/gpt-\S+ +written · .+\n2 {2}openai\/gpt-\S+ +written · .+\n3 {2}ollama\/none +failed: /m,
    );
    expect(JSON.parse((await gen('--history', '--json')).stdout)).toMatchObject({ generations: [{}, {}] });
  });

  it('lists what was generated by words, saves one later, and exports what was saved', async () => {
    await genAlone('--file', 'app/slug.py', 'a slug');
    await genAlone('--file', 'app/pricing.py', 'free shipping later');
    expect((await gen('--export', 'examples.jsonl')).code).toBe(1);
    const listed = await gen('--history', 'SHIPPING');
    expect(listed.stdout).toMatch(
      /^\S+ \S+ {2}\S+ {2}app\/pricing\.py {2}not saved {2}openai\/gpt-6-luna {2}free shipping later\n$/,
    );
    const { generations } = JSON.parse((await gen('--history', '--json')).stdout) as {
      generations: { id: string; target: string }[];
    };
    expect(generations.map(({ target }) => target)).toEqual(['app/pricing.py', 'app/slug.py']);
    const id = generations[1]?.id ?? '';
    expect((await gen('--history', '--id', id.slice(0, 8))).stdout).toBe(CODE);
    expect(await gen('--history', '--id', '')).toMatchObject({ code: 2, stdout: '' });
    expect((await gen('--history', '--id', id, '--save')).stdout).toMatch(/^Saved app\/slug\.py {2}new, \+2\n/);
    expect(read('app/slug.py')).toBe(CODE);
    const exported = await gen('--export', 'examples.jsonl');
    expect(exported).toMatchObject({ code: 0, stdout: 'Exported 1 saved generation to examples.jsonl\n' });
    const { messages } = JSON.parse(read('examples.jsonl').trimEnd()) as {
      messages: { role: string; content: string }[];
    };
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
    expect(messages[2]?.content).toContain(CODE);
  });
});
