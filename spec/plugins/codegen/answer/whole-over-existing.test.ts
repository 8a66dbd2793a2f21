import { describe, expect, it } from 'vitest';
import { applyAnswer } from '../../../../plugins/codegen/answer/apply-answer.js';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';

const f = '```';
const target = 'app/refunds.py';
const main = 'a = 1\nb = 2\nc = 3\n';

async function made(
  text: string,
  disk: Readonly<Record<string, string>>,
  options: { prompt?: string; path?: string } = {},
) {
  const path = options.path ?? target;
  return applyAnswer(parseAnswer(text, { target: path, isComplete: true }), {
    target: path,
    prompt: options.prompt,
    read: (name) => Promise.resolve(disk[name]),
  });
}

const block = (text: string, info = 'python') => `${f}${info}\n${text}${f}\n`;

describe('a file that is there, named on the way', () => {
  it.each([
    ['Then register it in `app/main.py`:'],
    ['2. In `app/main.py`, add:'],
    ['Add this line to `app/main.py`:'],
    ['The file `app/main.py` currently contains:'],
    ['In `app/main.py` we have:'],
    ['Update `app/main.py`:'],
    ['- Change `app/main.py`:'],
    ['Add app/main.py:'],
  ])('%s does not replace it', async (line) => {
    const text = `${block('X = 1\n', `python path=${target}`)}\n${line}\n\n${block('app.include_router(r)\n')}`;
    const { files, refused } = await made(text, { 'app/main.py': main });
    expect(files.map(({ path }) => path)).toEqual([target]);
    expect(refused).toMatchObject([
      { path: 'app/main.py', reason: expect.stringMatching(/part of it.*SEARCH\/REPLACE/) },
    ]);
  });

  it.each([
    ['### `app/main.py`\n\n```python'],
    ['**app/main.py**:\n```python'],
    ['File: `app/main.py`\n```python'],
    ['app/main.py\n```python'],
    ['```python\n# app/main.py'],
    ['```python path=app/main.py'],
  ])('is replaced where its path stands alone: %j', async (start) => {
    const { files } = await made(`${start}\na = 1\nb = 2\nc = 4\n${f}\n`, { 'app/main.py': main });
    expect(files).toMatchObject([{ path: 'app/main.py', after: 'a = 1\nb = 2\nc = 4\n' }]);
  });

  it('is replaced by what repeats nearly all of it, and is made where it is new', async () => {
    const long = Array.from({ length: 30 }, (_, at) => `value_${String(at)} = ${String(at)}\n`).join('');
    const text = `Update \`app/main.py\`:\n\n${block(long.replace('= 7\n', '= 8\n'))}`;
    expect((await made(text, { 'app/main.py': long })).files).toHaveLength(1);
    expect((await made(text, {})).files).toMatchObject([{ path: 'app/main.py', before: undefined }]);
  });
});

describe('a whole text that shows only a part', () => {
  const file =
    'import json\n\n\ndef f(a):\n    return json.dumps(a)\n\n\ndef g(a):\n    def inner():\n        return a\n    return inner\n';
  const snippet = block('def f(a):\n    return 2\n');

  it('is refused: what would be gone is named, and how to answer', async () => {
    const { files, refused } = await made(`Change f like this:\n\n${snippet}`, { [target]: file });
    expect(files).toEqual([]);
    expect(refused).toMatchObject([
      {
        path: target,
        reason: expect.stringMatching(/shows only a part.*\bg would be gone.*whole.*SEARCH\/REPLACE.*"Removed:"/),
      },
    ]);
  });

  it.each([
    ['Remove g', ''],
    ['', 'Removed: `g`.'],
    ['', 'I deleted the function g.'],
    ['', 'g was renamed to f.'],
    ['start over', ''],
  ])('is taken where g is named as removed: %j %j', async (prompt, prose) => {
    const text = `${prose}\n\n${block('import json\n\n\ndef f(a):\n    return json.dumps(a)\n\n\nF = f\nprint(f(1))\n')}`;
    expect((await made(text, { [target]: file }, { prompt })).refused).toEqual([]);
  });

  it.each([
    ['Change f so that it calls g', 'f calls g now, g stays.'],
    ['Replace the loop in f with a call to g', ''],
    ['Do not remove g', 'I kept g.'],
    ['Change f without removing g', ''],
  ])('that g is spoken of is not enough: %j', async (prompt, prose) => {
    const text = `${prose}\n\n${block('import json\n\n\ndef f(a):\n    return json.dumps(g(a))\n\n\nF = f\nprint(f(1))\n')}`;
    expect((await made(text, { [target]: file }, { prompt })).refused).toHaveLength(1);
  });

  it('is refused when it leaves out methods, fields or the imports it needs', async () => {
    const order =
      'from decimal import Decimal\n\n\nclass Order:\n    id: int\n    total: Decimal\n\n    def pay(self):\n        ...\n\n    def close(self):\n        ...\n';
    const without = (part: string) => made(block(order.replace(part, '')), { [target]: order });
    expect((await without('    def close(self):\n        ...\n')).refused[0]?.reason).toContain('Order.close');
    expect((await without('    id: int\n')).refused[0]?.reason).toContain('Order.id');
    expect((await without('from decimal import Decimal\n')).refused[0]?.reason).toMatch(
      /uses Decimal without the import/,
    );
    expect(
      (await made(block(order.replace('from decimal import', 'from money import')), { [target]: order })).refused,
    ).toEqual([]);
  });

  it.each([
    ['app/a.ts', 'export const a = 1;\nexport function b() {}\n', 'export const a = 2;\n', 'b'],
    [
      'compose.yaml',
      'services:\n  web:\n    image: a\n  db:\n    image: b\n',
      'services:\n  web:\n    image: a\n  cache:\n    image: c\n',
      'services.db',
    ],
    [
      'pyproject.toml',
      '[project]\nname = "x"\nversion = "1"\n',
      '[project]\nname = "y"\ndependencies = []\n',
      'project.version',
    ],
    ['a.json', '{"a": 1, "b": {"c": 2}}\n', '{"a": 1, "b": {"d": 2}}\n', 'b.c'],
    ['.env.example', 'A=1\nB=2\n', 'A=1\nC=2\n', 'B'],
    ['db/1.sql', 'CREATE TABLE a (id int);\nCREATE INDEX b ON a (id);\n', 'CREATE TABLE a (id int, x int);\n', 'b'],
  ])('of %s: what it defines', async (path, before, after, name) => {
    const { refused } = await made(block(after, ''), { [path]: before }, { path });
    expect(refused[0]?.reason).toContain(`${name} would be gone`);
  });

  it('is refused when it is much shorter, unless that is asked for', async () => {
    const page = Array.from({ length: 12 }, (_, at) => `Words number ${String(at)}.\n`).join('');
    const text = `${f}\`markdown\nAnother end.\n${f}\`\n`;
    const short = await made(text, { 'README.md': page }, { path: 'README.md', prompt: 'mend the end' });
    expect(short.refused[0]?.reason).toMatch(/much shorter/);
    expect((await made(text, { 'README.md': page }, { path: 'README.md', prompt: 'Shorten it' })).files).toHaveLength(
      1,
    );
  });

  it('code that moves, is wrapped or imported is there still', async () => {
    const moved =
      'import json\nfrom app.other import g\n\n\nclass F:\n    def f(self, a):\n        return json.dumps(g(a))\n\n\nprint(1)\n';
    expect((await made(block(moved), { [target]: file })).refused).toEqual([]);
  });
});

describe('an empty text', () => {
  it.each([[''], ['\n'], ['   \n\n']])('%j empties no file', async (text) => {
    const { files, refused } = await made(block(text, `python path=${target}`), { [target]: 'a = 1\n' });
    expect(files).toEqual([]);
    expect(refused).toMatchObject([{ path: target, reason: expect.stringContaining('empty') }]);
    expect((await made(block(text, `python path=app/__init__.py`), {})).files).toHaveLength(1);
  });
});
