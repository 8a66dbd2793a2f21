import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearestName } from '../../../../../plugins/chat/index/search/nearest-name.js';
import { openProduct, type Product } from '../../../../bench/search/product/open-product.js';
import { temporaryFolder, type TemporaryFolder } from '../store/index-contents.js';

const files: Readonly<Record<string, string>> = {
  'src/shop/testing.py': 'class FlaskClient:\n    """Sends."""\n\n    def open(self):\n        return 1\n',
  'src/shop/json/out.py': 'LIMIT_OF_ROWS = 10\n\n\ndef dumps(value):\n    raise TypeError("has no attribute")\n',
  'src/shop/other.py': 'def attribute_has():\n    """No attribute has it."""\n    return None\n',
};
const signal = new AbortController().signal;
let folder: TemporaryFolder;
let product: Product;
const search = (query: string) => product.engine.search(query, { limit: 10, signal });
const paths = async (query: string) => (await search(query)).matches.map(({ path }) => path);

beforeAll(async () => {
  folder = await temporaryFolder();
  const tree = join(folder.path, 'tree');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(tree, path, '..'), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const database = join(folder.path, 'index.sqlite');
  product = await openProduct({ tree, exclude: [], listed: undefined, database, rebuild: false });
});

afterAll(async () => {
  await product.close();
  await folder[Symbol.asyncDispose]();
});

describe('what is not there', () => {
  it('is not found, whatever is near', async () => {
    expect((await search('zzzqqq xyzzy')).matches).toEqual([]);
  });

  it('may be mistyped', async () => {
    expect((await search('FlaskCleint')).notes).toEqual(['Nothing is called FlaskCleint; did you mean FlaskClient?']);
    expect((await search('LIMIT_OF_RWOS')).notes).toEqual([
      'Nothing is called LIMIT_OF_RWOS; did you mean LIMIT_OF_ROWS?',
    ]);
    expect((await search('FlaskClient')).notes).toEqual([]);
  });

  it('is said of files, lines, languages and phrases', async () => {
    expect((await search('src/shop/nope.py:3')).notes).toEqual(['The index has no src/shop/nope.py']);
    expect((await search('src/shop/other.py:99')).notes).toEqual(['src/shop/other.py has 3 lines']);
    expect((await search('lang:rust open')).notes).toEqual(['The index has no rust']);
    expect((await search('"attribute no has"')).notes).toEqual(['Nothing has "attribute no has" as it is written']);
  });
});

describe('what is asked for as it is', () => {
  it('phrases are in what is found', async () => {
    expect(await paths('"has no attribute"')).toEqual(['src/shop/json/out.py']);
  });

  it('a path gives the file from its head, lines the lines', async () => {
    const [first] = (await search('src/shop/testing.py')).matches;
    expect(first).toMatchObject({ path: 'src/shop/testing.py', startLine: 1 });
    const [named] = (await search('src/shop/testing.py:4-5')).matches;
    expect(named).toMatchObject({
      path: 'src/shop/testing.py',
      endLine: 5,
      reasons: expect.arrayContaining(['lines 4-5']),
    });
  });

  it('filters alone list what they leave', async () => {
    expect(new Set(await paths('path:src/**/json'))).toEqual(new Set(['src/shop/json/out.py']));
    expect(await paths('kind:class')).toEqual(['src/shop/testing.py']);
  });
});

describe('nearestName', () => {
  it.each([
    ['sesion', 'session'],
    ['FlaskCleint', 'flaskclient'],
    ['xyz', undefined],
    ['entirely', undefined],
  ])('%s is %s', (wanted, expected) => {
    expect(nearestName(wanted, ['session', 'flaskclient', 'xya', 'other'])).toBe(expected);
  });
});
