import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';

const home = temporaryHome();
const project = mkdtempSync(join(tmpdir(), 'devmgr-search-'));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

const orders = `class OrderRepository:
    """Keeps orders."""

    def find(self, order_id):
        return self.rows[order_id]


def validate_quantity(quantity):
    if quantity < 0:
        raise ValueError("negative \x1b[31mquantity")
`;

beforeAll(() => {
  write('app/orders.py', orders);
  write('app/mail.py', 'def send_mail(to, subject):\n    smtp.send(to, subject)\n');
  write('app/ignored.py', 'def never_found():\n    pass\n');
  write('.gitignore', 'app/ignored.py\n');
  execFileSync('git', ['init', '-q'], { cwd: project });
});
afterAll(() => {
  home.remove();
  rmSync(project, { recursive: true, force: true });
});

/** The number of files that the one index below `folder` holds, 0 while there is none. */
async function countFiles(folder: string): Promise<number> {
  const projects = join(folder, 'projects');
  const [project] = existsSync(projects) ? readdirSync(projects) : [];
  const path = join(projects, project ?? '', 'index.sqlite');
  if (!existsSync(path)) return 0;
  const database = new sqlite3.Database(path, sqlite3.OPEN_READONLY, () => undefined);
  try {
    const row = await new Promise<{ n: number } | undefined>((resolve) => {
      database.get('SELECT count(*) AS n FROM files', (error, found) => {
        resolve(error === null ? (found as { n: number }) : undefined);
      });
    });
    return row?.n ?? 0;
  } finally {
    await new Promise((resolve) => {
      database.close(resolve);
    });
  }
}

const run = (...args: string[]) => runDevmgr(args, { home: home.path, cwd: project });

interface Document {
  readonly tookMs: number;
  readonly skipped: object;
  readonly leftOut: readonly object[];
}

interface Found {
  readonly id?: string | number;
  readonly query: string;
  readonly tookMs: number;
  readonly notes: readonly string[];
  readonly results: readonly {
    readonly path: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly symbol?: string;
    readonly score: number;
    readonly foundBy: string;
    readonly kind: string;
    readonly language: string;
    readonly reasons: readonly string[];
    readonly text: string;
  }[];
}

describe('devmgr index', () => {
  it('says what it did, and with --json in one document', async () => {
    const first = await run('index', '--json');
    expect(first.stderr).toBe('');
    expect(JSON.parse(first.stdout)).toMatchObject({
      files: 3,
      added: 3,
      removed: 0,
      unchanged: 0,
      skipped: {},
      embedder: 'built-in',
      languages: expect.arrayContaining([
        { language: 'python', files: 2, chunks: expect.any(Number) as number },
      ]) as unknown,
      tookMs: expect.any(Number) as number,
    });
    const second = await run('index');
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toMatch(
      /^3 files in \d+ pieces, \d+\.\d\d s\n {2}0 new or changed, 0 removed, 3 unchanged\n/,
    );
    expect(second.stdout).toMatch(/python +2 files/);
  });

  it('lists what is left out and why, in the words of the screen', async () => {
    write('poetry.lock', 'x = 1\n');
    write('.env', 'TOKEN=abcdefghijklmnop\n');
    const { stdout } = await run('index', '--left-out');
    expect(stdout).toContain('\n  left out: lock files 1, secrets 1\n');
    expect(stdout).toMatch(/\n {4}secrets +\.env\n {4}lock files +poetry\.lock\n {2}embedder/);
    const { leftOut, skipped } = JSON.parse((await run('index', '--left-out', '--json')).stdout) as Document;
    expect(skipped).toEqual({ 'lock-file': 1, secret: 1 });
    expect(leftOut).toEqual([
      { path: '.env', reason: 'secret' },
      { path: 'poetry.lock', reason: 'lock-file' },
    ]);
    expect(JSON.parse((await run('index', '--json')).stdout)).not.toHaveProperty('leftOut');
    for (const path of ['poetry.lock', '.env']) rmSync(join(project, path));
  });

  it('counts one as one, and milliseconds with one decimal', async () => {
    write('app/one.py', 'def only_one():\n    return 1\n');
    expect((await run('index')).stdout).toContain(', 1 vector made,');
    rmSync(join(project, 'app/one.py'));
    const { tookMs } = JSON.parse((await run('index', '--json')).stdout) as Document;
    expect(tookMs * 10).toBe(Math.round(tookMs * 10));
  });

  it('tells keywords only by choice from an embedder that does not work', async () => {
    const withEmbedder = (embedder: string, ...args: string[]) =>
      runDevmgr(['index', ...args], { home: home.path, cwd: project, env: { DEVMGR_CHAT_EMBEDDER: embedder } });
    expect((await withEmbedder('off')).stdout).toContain('embedder off: keywords only');
    const broken = await withEmbedder('./no-such-model');
    expect(broken.stdout).toContain('no embedder: keywords only (the settings say ./no-such-model)');
    expect(broken.stderr).toMatch(/^! .*no-such-model/);
    const { stdout, stderr } = await withEmbedder('./no-such-model', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      embedder: 'none',
      configuredEmbedder: './no-such-model',
      problem: expect.stringContaining('no-such-model') as string,
    });
  });

  it('is switched off and on; what is refused then says how', async () => {
    expect(await run('index', '--off')).toMatchObject({ code: 0, stdout: 'The code index of this project is off\n' });
    const refused = await run('search', 'orders');
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr).toContain('devmgr index --on');
    expect((await run('index', '--on')).code).toBe(0);
    expect((await run('index', '--off', '--rebuild')).code).toBe(2);
  });

  it('ends with 130 after Ctrl-C, and goes on from there', async () => {
    const own = temporaryHome();
    const many = mkdtempSync(join(tmpdir(), 'devmgr-many-'));
    const line = (at: number) =>
      Array.from({ length: 40 }, (_, row) => `def f_${at}_${row}(value):\n    return value\n`);
    for (let at = 0; at < 300; at++) writeFileSync(join(many, `m${at}.py`), line(at).join('\n'));
    const running = startDevmgr(['index'], { home: own.path, cwd: many });
    // Asked of the database itself: a program that asks would be back only when the index is done.
    await expect.poll(() => countFiles(own.path), { interval: 5 }).toBeGreaterThan(0);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.done;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('what was indexed is kept');
    const halfway = await runDevmgr(['search', 'f_1_1', '--as-is', '--json'], { home: own.path, cwd: many });
    expect((JSON.parse(halfway.stdout) as Found).notes[0]).toContain('The index is incomplete');
    const rest = await runDevmgr(['index', '--json'], { home: own.path, cwd: many });
    const whole = await runDevmgr(['search', 'f_1_1', '--as-is', '--json'], { home: own.path, cwd: many });
    expect((JSON.parse(whole.stdout) as Found).notes).toEqual([]);
    const { files, unchanged } = JSON.parse(rest.stdout) as { files: number; unchanged: number };
    expect(files).toBe(300);
    expect(unchanged).toBeGreaterThan(0);
    own.remove();
    rmSync(many, { recursive: true, force: true });
  });
});

describe('devmgr search', () => {
  it('shows where, what and why, and lines of the code without what could steer the terminal', async () => {
    const { code, stdout, stderr } = await run('search', 'validate_quantity');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toMatch(/^app\/orders\.py:8-10 {2}validate_quantity {2}\S/);
    expect(stdout).toContain('\n   8  def validate_quantity(quantity):\n');
    expect(stdout).toContain('negative quantity');
    expect(stdout).not.toContain('\x1b');
  });

  it('gives one document with --json, with the text as it is', async () => {
    const { code, stdout, stderr } = await run(
      'search',
      'where',
      'is',
      'the',
      'quantity',
      'checked',
      '-k',
      '2',
      '--json',
    );
    expect([code, stderr]).toEqual([0, '']);
    const found = JSON.parse(stdout) as Found;
    expect(found.query).toBe('where is the quantity checked');
    expect(found.results.length).toBeLessThanOrEqual(2);
    expect(found.results[0]).toMatchObject({
      path: 'app/orders.py',
      startLine: 8,
      endLine: 10,
      symbol: 'validate_quantity',
      kind: 'function',
      language: 'python',
      foundBy: expect.stringMatching(/^(keyword|vector|both)$/) as string,
    });
    expect(found.results[0]?.text).toBe(orders.split('\n').slice(7).join('\n'));
  });

  it('looks for changed files first, unless it is told not to', async () => {
    write('app/late.py', 'def cancel_subscription(user):\n    pass\n');
    const asIs = JSON.parse((await run('search', 'cancel_subscription', '--as-is', '--json')).stdout) as Found;
    expect(asIs.results.map(({ path }) => path)).not.toContain('app/late.py');
    const fresh = JSON.parse((await run('search', 'cancel_subscription', '--json')).stdout) as Found;
    expect(fresh.results[0]?.path).toBe('app/late.py');
    const ignored = JSON.parse((await run('search', 'never_found', '--json')).stdout) as Found;
    expect(ignored.results.map(({ path }) => path)).not.toContain('app/ignored.py');
  });

  it('takes words after -- as they are', async () => {
    const { stdout } = await run('search', 'send_mail', '--json', '--', '-subject');
    expect((JSON.parse(stdout) as Found).query).toBe('send_mail -subject');
  });

  it('ends with 1 when nothing is found, and says why that may be', async () => {
    const { code, stdout, stderr } = await run('search', 'lang:rust', 'borrow');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Nothing found for lang:rust borrow\n! .*\bno rust\n/);
    const asIs = JSON.parse((await run('search', 'lang:rust', 'borrow', '--as-is', '--json')).stdout) as Found;
    expect(asIs.notes[0]).toContain('no rust');
  });

  it('says that there is no index, or nothing to be found in the project', async () => {
    const own = temporaryHome();
    const empty = mkdtempSync(join(tmpdir(), 'devmgr-empty-'));
    const search = (...args: string[]) =>
      runDevmgr(['search', 'orders', ...args], { home: own.path, cwd: args.includes('--as-is') ? project : empty });
    const none = await search('--as-is');
    expect([none.code, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toContain('\n! There is no index of this project yet. To make it: devmgr index\n');
    const { code, stdout, stderr } = await search('--json');
    expect([code, stderr]).toEqual([1, '']);
    expect((JSON.parse(stdout) as Found).notes).toEqual(['There are no files in this project that can be searched']);
    writeFileSync(join(empty, 'uv.lock'), 'x = 1\n');
    expect((await search()).stderr).toContain('left out are listed by: devmgr index --left-out');
    own.remove();
    rmSync(empty, { recursive: true, force: true });
  });

  it('takes the lines that are piped in for the query', async () => {
    const stdin =
      'Traceback (most recent call last):\n  File "app/orders.py", line 10, in validate_quantity\nValueError\n';
    for (const args of [['search', '-'], ['search']]) {
      const { code, stdout } = await runDevmgr([...args, '--json'], { home: home.path, cwd: project, stdin });
      const found = JSON.parse(stdout) as Found & { readonly kind: string };
      expect([code, found.kind, found.results[0]?.symbol]).toEqual([0, 'trace', 'validate_quantity']);
    }
  });

  it('tells how to search for a word that looks like a flag', async () => {
    const { code, stderr } = await run('search', '-lang:py quantity');
    expect(code).toBe(2);
    expect(stderr).toContain('devmgr search -- "-lang:py quantity"');
  });

  it.each([
    [[], 'What is to be found?'],
    [['  '], 'What is to be found?'],
    [['-'], 'Nothing was piped in'],
    [['x', '-k', '0'], '--limit 0'],
    [['x', '-k', '2.5'], '--limit 2.5'],
    [['x', '--batch', 'queries.jsonl'], '--batch brings its own queries'],
    [['--batch', 'no-such.jsonl'], 'no-such.jsonl cannot be read'],
  ])('refuses %j as wrong usage', async (args, words) => {
    const { code, stdout, stderr } = await run('search', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});

describe('devmgr search --batch', () => {
  const queries = [
    { id: 'a', query: 'validate_quantity' },
    { id: 7, query: 'send_mail' },
  ];
  const text = `${queries.map((each) => JSON.stringify(each)).join('\n')}\n\n`;
  const parse = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Found);

  it('answers every line of a file with a line', async () => {
    write('queries.jsonl', text);
    const { code, stdout } = await run('search', '--batch', 'queries.jsonl', '-k', '1');
    expect(code).toBe(0);
    expect(parse(stdout).map(({ id, query, results }) => [id, query, results[0]?.path])).toEqual([
      ['a', 'validate_quantity', 'app/orders.py'],
      [7, 'send_mail', 'app/mail.py'],
    ]);
  });

  it('reads stdin for -', async () => {
    const { stdout } = await runDevmgr(['search', '--batch', '-'], { home: home.path, cwd: project, stdin: text });
    expect(parse(stdout).map(({ id }) => id)).toEqual(['a', 7]);
  });

  it.each([
    ['{"id": 1}', ':3: it has no "query"'],
    ['{"query": "x"}', ':3: it has no "id"'],
    ['{"id": 1, "query": " "}', ':3: it has no "query"'],
    ['[]', ':3: it has no "id"'],
    ['{"id": 1, "query', ':3: it is no JSON'],
  ])('names the line for %s, and answers none', async (line, words) => {
    write('bad.jsonl', `${text}${line}\n`.replace('\n\n', '\n'));
    const { code, stdout, stderr } = await run('search', '--batch', 'bad.jsonl');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`bad.jsonl${words}`);
  });
});

describe('an embedder of a remote host that the project wants', () => {
  it('is not asked; the person is told what to write where', async () => {
    write('.devmgr.toml', '[chat]\nembedder = "openai/text-embedding-3-small"\n');
    const { code, stdout, stderr } = await run('index', '--json');
    rmSync(join(project, '.devmgr.toml'));
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const how = `add embedder = "openai/text-embedding-3-small" below [chat] in ${join(home.path, 'config.toml')}`;
    expect(JSON.parse(stdout)).toMatchObject({
      embedder: 'built-in',
      configuredEmbedder: 'openai/text-embedding-3-small',
      problem: expect.stringContaining(how) as string,
    });
  });
});
