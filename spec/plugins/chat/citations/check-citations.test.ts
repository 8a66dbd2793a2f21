import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import type { CodeSymbol } from 'devmgr/plugin-api/contracts/code-index';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCitations, type CheckParts } from '../../../../plugins/chat/citations/check-citations.js';
import type { ChatSource } from '../../../../plugins/chat/conversation/conversation.js';

const never = new AbortController().signal;
const schemas = ['from pydantic import BaseModel', '', '', 'class OrderIn(BaseModel):', '    quantity: int', ''].join(
  '\n',
);
const main = [
  ...Array.from({ length: 20 }, (_, at) => `# ${at + 1}`),
  '@router.post("/orders")',
  'def create_order(order):',
]
  .concat(Array.from({ length: 20 }, () => '    pass'))
  .join('\r\n');
const files: Readonly<Record<string, string>> = {
  'app/schemas.py': schemas,
  'app/main.py': main,
  'tests/conftest.py': 'import pytest\n',
  'tests/unit/conftest.py': 'import pytest\n',
  'secret.env': 'KEY=x\n',
  '../outside.py': 'print(1)\n',
};
const indexed = ['app/schemas.py', 'app/main.py', 'tests/conftest.py', 'tests/unit/conftest.py', 'gone.py', 'link.py'];
const outline: readonly CodeSymbol[] = [
  { kind: 'function', symbol: 'create_order', signature: undefined, startLine: 21, endLine: 42 },
];

let base: string;
let root: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'devmgr-citations-'));
  root = join(base, 'shop');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await symlink(join(base, 'outside.py'), join(root, 'link.py'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const index: CheckParts['index'] = {
  files: () => Promise.resolve(indexed.map((path) => ({ path, language: 'python', chunks: 1 }))),
  outline: (path) => Promise.resolve(path === 'app/main.py' ? outline : []),
};
const source = (path: string): ChatSource => ({
  path,
  startLine: 1,
  endLine: 2,
  text: '',
  language: 'python',
  score: 1,
  origin: 'search',
  reasons: [],
});

async function verdicts(answer: string, parts: Partial<CheckParts> = {}): Promise<readonly string[]> {
  const citations = await checkCitations(answer, { root, index, sources: [], signal: never, ...parts });
  return citations.map(({ path, verified, problem }) => `${path} ${verified ? 'ok' : String(problem)}`);
}

describe('places that an answer names are looked up', () => {
  it.each([
    ['app/schemas.py:4', 'app/schemas.py ok'],
    ['schemas.py:4-5', 'app/schemas.py ok'],
    ['shop/app/schemas.py:4', 'app/schemas.py ok'],
    ['app/schemas.py:5', 'app/schemas.py ok'],
    ['app/schemas.py:6', 'app/schemas.py the file has 5 lines'],
    ['app/main.py:40-43', 'app/main.py the file has 42 lines'],
    ['app/main.py:5-2', 'app/main.py lines 5-2 run backwards'],
    ['app/main.py, lines 5 to 2', 'app/main.py lines 5-2 run backwards'],
    ['app/main.py, lines 5 and 2', 'app/main.py ok'],
    ['app/main.py:12345678901', 'app/main.py the file has 42 lines'],
    ['/etc/passwd:1', '/etc/passwd outside of the project'],
    ['../../etc/passwd:1', '../../etc/passwd outside of the project'],
    ['.env:1', '.env no such file in the code index'],
    ['app/main.py:0', 'app/main.py lines count from 1'],
    ['app/orders.py:4', 'app/orders.py no such file in the code index'],
    ['other/schemas.py:4', 'other/schemas.py no such file in the code index'],
    ['conftest.py:1', 'conftest.py 2 files are called conftest.py'],
    ['tests/conftest.py:1', 'tests/conftest.py ok'],
    ['unit/conftest.py:1', 'tests/unit/conftest.py ok'],
    ['gone.py:1', 'gone.py no such file'],
  ])('%s: %s', async (answer, verdict) => {
    expect(await verdicts(answer)).toEqual([verdict]);
  });

  it.each([
    ['`OrderIn` (app/schemas.py:4)', 'app/schemas.py ok'],
    ['`OrderOut` (app/schemas.py:4)', 'app/schemas.py OrderOut is not there'],
    ['`Order` (app/schemas.py:4)', 'app/schemas.py Order is not there'],
    ['`create_order` (app/main.py:21)', 'app/main.py ok'],
    ['`create_order` (app/main.py:36)', 'app/main.py ok'],
    ['`create_order` (app/main.py:3)', 'app/main.py create_order is not there'],
    ['`Orders.create_order` (app/main.py:22)', 'app/main.py ok'],
    ['`POST` (app/main.py:21)', 'app/main.py ok'],
  ])('the name beside it is looked for: %s: %s', async (answer, verdict) => {
    expect(await verdicts(answer)).toEqual([verdict]);
  });

  it('absolute paths are those of the project, and nothing else is read', async () => {
    expect(await verdicts(`${join(root, 'app/main.py')}:3`)).toEqual(['app/main.py ok']);
    expect(await verdicts(`${join(base, 'outside.py')}:1 and ../outside.py:1`)).toEqual([
      `${join(base, 'outside.py')} outside of the project`,
      '../outside.py outside of the project',
    ]);
    expect(await verdicts('link.py:1 and secret.env:1')).toEqual([
      'link.py no such file',
      'secret.env no such file in the code index',
    ]);
  });

  it('of several files that are called the same the one that the answer was made from is meant', async () => {
    const sources = [source('tests/unit/conftest.py')];
    expect(await verdicts('conftest.py:1', { sources })).toEqual(['tests/unit/conftest.py ok']);
  });

  it('what is attached has its own lines, also when it lies elsewhere', async () => {
    const attached = (path: string, text: string) => ({ kind: 'text', title: path, path, text }) as const;
    const attachments = [attached('/elsewhere/notes.py', 'a = 1\nb = 2\n'), attached('data/plan.txt', 'one\n')];
    const answer = '/elsewhere/notes.py:2, /elsewhere/notes.py:3, plan.txt:1, `Plan` (data/plan.txt:1)';
    expect(await verdicts(answer, { attachments })).toEqual([
      '/elsewhere/notes.py ok',
      '/elsewhere/notes.py the file has 2 lines',
      'data/plan.txt ok',
      'data/plan.txt Plan is not there',
    ]);
  });

  it('while the index is off, sources are checked, and the rest says why it is not', async () => {
    const off = new DevmgrError({ code: 'PLUGIN_CHAT_INDEX_OFF', message: 'The code index is off' });
    const offIndex: CheckParts['index'] = { files: () => Promise.reject(off), outline: () => Promise.reject(off) };
    const answer = 'app/schemas.py:4, `OrderOut` (app/schemas.py:3), app/main.py:1';
    expect(await verdicts(answer, { index: offIndex, sources: [source('app/schemas.py')] })).toEqual([
      'app/schemas.py ok',
      'app/schemas.py OrderOut is not there',
      'app/main.py not checked: The code index is off',
    ]);
  });

  it('aborted, it says what was not checked', async () => {
    const abort = new AbortController();
    abort.abort();
    const aborting: CheckParts['index'] = { ...index, files: ({ signal }) => Promise.reject(signal.reason as Error) };
    expect(await verdicts('app/main.py:1', { index: aborting, signal: abort.signal })).toEqual([
      'app/main.py not checked',
    ]);
  });

  it('names every place once and asks nobody when there is none', async () => {
    expect(await verdicts('app/main.py:1, app/main.py:1, `app/main.py:2`')).toHaveLength(2);
    const asked: CheckParts['index'] = { files: () => expect.unreachable(), outline: () => expect.unreachable() };
    expect(await verdicts('nothing', { index: asked })).toEqual([]);
  });

  it('is as the contract says', async () => {
    const citations = await checkCitations('`OrderIn` (`schemas.py:4`)', { root, index, sources: [], signal: never });
    expect(citations).toEqual([
      { written: 'schemas.py:4', path: 'app/schemas.py', startLine: 4, endLine: 4, symbol: 'OrderIn', verified: true },
    ]);
  });
});
