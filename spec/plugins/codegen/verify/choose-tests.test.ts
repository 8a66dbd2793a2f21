import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChoiceParts } from '../../../../plugins/codegen/verify/choice/choice-parts.js';
import { chooseTests } from '../../../../plugins/codegen/verify/choice/choose-tests.js';
import { importedModules, moduleNames } from '../../../../plugins/codegen/verify/choice/imported-modules.js';
import { testsByName } from '../../../../plugins/codegen/verify/choice/tests-by-name.js';
import { expectQuick } from '../../../support/expect-quick.js';

/** A project of texts; who imports whom as an index would tell. */
function project(
  texts: Readonly<Record<string, string>>,
  importedBy: Readonly<Record<string, readonly string[]>> = {},
) {
  const parts: ChoiceParts = {
    files: () => Promise.resolve(Object.keys(texts)),
    importedBy: (path) => Promise.resolve(importedBy[path] ?? []),
    read: (path) => Promise.resolve(texts[path]),
    signal: new AbortController().signal,
  };
  return (...files: (string | [string, string])[]) =>
    chooseTests(
      files.map((file) => (typeof file === 'string' ? { path: file, text: '' } : { path: file[0], text: file[1] })),
      parts,
    );
}

describe('chooses', () => {
  const shop = project(
    {
      'app/main.py': '',
      'app/pricing.py': '',
      'app/orders.py': '',
      'app/log.py': '',
      'app/schema.sql': '',
      'conftest.py': '',
      'tests/conftest.py': '',
      'tests/unit/test_pricing.py': '',
      'tests/integration/test_orders.py': '',
      'tests/unit/test_tax.py': 'from app.pricing import tax',
      'tests/test_db.py': 'open("app/schema.sql")',
    },
    {
      'app/pricing.py': ['app/orders.py'],
      'app/orders.py': ['app/main.py', 'tests/integration/test_orders.py', 'tests/gone/test_old.py'],
      'app/main.py': ['tests/conftest.py'],
      'app/log.py': ['app/main.py'],
    },
  );

  it.each([
    ['a test', 'tests/unit/test_tax.py', ['tests/unit/test_tax.py'], 'tests/unit/test_tax.py itself'],
    [
      'the tests of a module and those that import it, also through others',
      'app/pricing.py',
      ['tests/unit/test_pricing.py', 'tests/integration/test_orders.py', 'tests/unit/test_tax.py'],
      'the tests of app/pricing.py, and those that import it',
    ],
    [
      'all tests below fixtures that import it, where no other do',
      'app/log.py',
      ['tests'],
      'tests whose fixtures import app/log.py',
    ],
    ['what is below fixtures', 'tests/conftest.py', ['tests'], 'tests whose fixtures are in tests/conftest.py'],
    ['tests that name a file', 'app/schema.sql', ['tests/test_db.py'], 'tests that name schema.sql'],
    ['the suite for fixtures of all', 'conftest.py', [], 'fixtures of all tests are in conftest.py: the whole suite'],
    ['the suite when nothing concerns it', 'app/refunds.py', [], 'no test concerns app/refunds.py: the whole suite'],
  ])('%s', async (_what, path, paths, reason) => {
    expect(await shop(path)).toEqual({ paths, reason });
  });

  it('tests of the answer', async () => {
    const test: [string, string] = ['tests/unit/test_money_back.py', 'from app import refunds\n'];
    expect(await shop('app/refunds.py')).toMatchObject({ paths: [] });
    expect(await shop('app/refunds.py', test)).toEqual({
      paths: [test[0]],
      reason: 'tests that import app/refunds.py; tests/unit/test_money_back.py itself',
    });
  });

  it('nothing for a file without tests beside one that has some', async () => {
    expect((await shop('README.md', 'app/pricing.py')).paths).toContain('tests/unit/test_pricing.py');
  });

  it('the suite instead of a very long command line', async () => {
    const tests = Array.from({ length: 300 }, (_, at) => `tests/test_${at}.py`);
    const choice = await project({}, { 'a.py': tests })('a.py', ...tests);
    expect(choice).toMatchObject({
      paths: [],
      reason: expect.stringContaining('300 test files concern a.py') as string,
    });
  });

  it('ends in circles of imports', async () => {
    const choose = project({ 'a.py': '', 'b.py': '' }, { 'a.py': ['b.py'], 'b.py': ['a.py'] });
    expect((await choose('a.py')).paths).toEqual([]);
  });
});

describe('tests by name', () => {
  const among = (path: string, ...paths: string[]) => testsByName(path, paths);

  it('are those of the same part of a repository', () => {
    const paths = ['one/tests/test_models.py', 'two/tests/test_models.py', 'two/tests/deep/models_test.py'];
    expect(among('two/app/models.py', ...paths)).toEqual(['two/tests/deep/models_test.py', 'two/tests/test_models.py']);
    expect(among('three/models.py', ...paths)).toHaveLength(3);
  });

  it('stand nearest first', () => {
    expect(among('app/routers/orders.py', 'tests/test_orders.py', 'tests/routers/test_orders.py')).toEqual([
      ...['tests/routers/test_orders.py', 'tests/test_orders.py'],
    ]);
  });

  it('may name the folder, and are of a package for its __init__', () => {
    expect(among('app/routers/orders.py', 'tests/test_routers_orders.py')).toEqual(['tests/test_routers_orders.py']);
    expect(among('app/routers/__init__.py', 'tests/test_routers.py', 'tests/test___init__.py')).toEqual([
      'tests/test_routers.py',
    ]);
    expect(among('__init__.py', 'tests/test_.py')).toEqual([]);
  });
});

describe('imports of a text', () => {
  const of = (text: string, path = 'tests/unit/test_x.py') => [...importedModules(text, path)].sort();

  it.each([
    ['import a.b, c as d\n', ['a.b', 'c']],
    ['from a.b import c, d as e\n', ['a.b', 'a.b.c', 'a.b.d']],
    ['from a import (  # why\n    b,\n    c,  # two\n)\n', ['a', 'a.b', 'a.c']],
    ['    from a import b; x()\n', ['a', 'a.b']],
    [
      'from . import helpers\nfrom ..shop import cart\n',
      ['tests.shop', 'tests.shop.cart', 'tests.unit', 'tests.unit.helpers'],
    ],
    ['# import a\nx = "from b import c"\n', []],
    ['from a import *\n', ['a']],
  ])('%j', (text, modules) => {
    expect(of(text)).toEqual(modules);
  });

  it('are read of any text in time', async () => {
    const piece = fc.constantFrom('from ', 'import ', '(', ')', ',', '\n', ' ', '.', 'a', '#', '\\');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
        for (const name of importedModules(pieces.join(''), 'a/b.py')) expect(name).toMatch(/^[\w.]+$/);
      }),
    );
    const long = 'from a import ('.repeat(20_000);
    await expectQuick(1_000, () => importedModules(long, 'a.py'));
  });

  it('name a file by its place below any folder, by its bare name only at the top', () => {
    expect(moduleNames('app/shop/orders.py')).toEqual(['app.shop.orders', 'shop.orders']);
    expect(moduleNames('src/shop.py')).toEqual(['src.shop', 'shop']);
    expect(moduleNames('src/shop/__init__.py')).toEqual(['src.shop', 'shop']);
    expect(moduleNames('shop.py')).toEqual(['shop']);
  });
});
