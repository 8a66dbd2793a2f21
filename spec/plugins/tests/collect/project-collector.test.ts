import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBook } from '../../../../plugins/tests/book/test-book.js';
import { until } from '../../../core/processes/until.js';
import { BookProject } from '../support/test-book.js';

const ids = (book: TestBook) => book.tests().map(({ id }) => id);

describe('the tests of a project', () => {
  let project: BookProject;

  beforeAll(async () => {
    project = await BookProject.make({
      'pyproject.toml': '[tool.pytest.ini_options]\nmarkers = ["slow"]\n',
      'tests/test_a.py': `import pytest
class TestA:
    @pytest.mark.slow
    def test_in_class(self): pass
@pytest.mark.parametrize('x', ['a', 'b::c', '[d]'])
def test_x(x): pass
`,
      'tests/api/test_b.py': 'def test_b(): pass\n',
      'tests/test_c.py': 'def test_c(): pass\n',
      'app.py': 'SIZES = [1]\n',
    });
  });

  afterAll(() => project[Symbol.asyncDispose]());

  it('are collected, kept, and collected again only where they have changed', async () => {
    {
      await using started = await project.start();
      const { book } = started;
      expect(book.catalog.get().status).toBe('unknown');
      const first = book.collect();
      const second = book.collect();
      await Promise.all([first, second]);
      expect(started.collections()).toBe(1);
      expect(book.catalog.get()).toMatchObject({ status: 'ready', found: 6, problems: [], failure: undefined });
      expect(new Set(ids(book))).toEqual(
        new Set([
          'tests/test_a.py::TestA::test_in_class',
          'tests/test_a.py::test_x[a]',
          'tests/test_a.py::test_x[b::c]',
          'tests/test_a.py::test_x[[d]]',
          'tests/api/test_b.py::test_b',
          'tests/test_c.py::test_c',
        ]),
      );
      expect(book.get('tests/test_a.py::TestA::test_in_class')).toMatchObject({
        file: 'tests/test_a.py',
        line: 3,
        classes: ['TestA'],
        name: 'test_in_class',
        markers: ['slow'],
        outcome: undefined,
        isNew: false,
      });
      expect(book.get('tests/test_a.py::test_x[b::c]')).toMatchObject({ classes: [], name: 'test_x[b::c]' });
    }
    await using started = await project.start();
    const { book } = started;
    book.tests();
    await until(() => book.tests().length === 6, 'the cached tests');
    expect(book.catalog.get().status).toBe('cached');
    await book.collect();
    expect([book.catalog.get().status, started.collections()]).toEqual(['ready', 0]);
    const kept = book.get('tests/api/test_b.py::test_b');

    // Touched, and nothing else.
    await utimes(join(project.root, 'tests/test_c.py'), new Date(), new Date());
    await book.collect();
    expect(started.collections()).toBe(0);

    // Changed, added in a known folder, gone: one collection of two files.
    await project.write({
      'tests/test_a.py': 'def test_only(): pass\n',
      'tests/test_b2.py': 'def test_new(): pass\n',
    });
    await rm(join(project.root, 'tests/test_c.py'));
    const before = book.tests();
    await book.collect();
    expect(started.collections()).toBe(1);
    expect(new Set(ids(book))).toEqual(
      new Set(['tests/api/test_b.py::test_b', 'tests/test_a.py::test_only', 'tests/test_b2.py::test_new']),
    );
    expect(ids(book).indexOf('tests/test_b2.py::test_new')).toBe(ids(book).indexOf('tests/test_a.py::test_only') + 1);
    expect(book.tests()).not.toBe(before);
    expect(book.get('tests/api/test_b.py::test_b')).toBe(kept);

    // A file that breaks is a row and a problem, and mended by what it imports.
    await project.write({ 'tests/test_a.py': 'from app import COLOURS\ndef test_only(): pass\n' });
    await book.collect();
    expect(book.catalog.get()).toMatchObject({ status: 'ready', failure: undefined });
    expect(book.catalog.get().problems.map(({ path }) => path)).toEqual(['tests/test_a.py']);
    expect(book.get('tests/test_a.py')).toMatchObject({ outcome: 'error', name: 'collection error' });
    expect(book.get('tests/test_a.py')?.message).toContain('COLOURS');
    await project.write({ 'app.py': 'COLOURS = [1]\n' });
    await book.collect();
    expect(book.catalog.get().problems).toEqual([]);
    expect(ids(book)).toContain('tests/test_a.py::test_only');
  });

  it('are told by runs too: new ones are added, and a whole run says what there is and what is new since', async () => {
    await using started = await project.start();
    const { book } = started;
    await book.collect();
    await project.write({ 'tests/test_d.py': 'def test_d(): pass\ndef test_e(): assert False\n' });
    await started.run({ paths: ['tests/test_d.py'] });
    await until(() => book.get('tests/test_d.py::test_e')?.outcome === 'failed', 'the result of a new test');
    expect(book.get('tests/api/test_b.py::test_b')).toMatchObject({ outcome: undefined });
    expect(book.changedSinceGreen()).toEqual([]);

    await project.write({ 'tests/test_d.py': 'def test_d(): pass\n' });
    const old = new Date(Date.now() - 10_000);
    for (const file of ['tests/test_d.py', 'tests/test_a.py', 'tests/api/test_b.py', 'tests/test_b2.py'])
      await utimes(join(project.root, file), old, old);
    expect((await started.run()).counts.failed).toBe(0);
    await book.collect();
    expect(ids(book)).not.toContain('tests/test_d.py::test_e');
    expect(book.get('tests/api/test_b.py::test_b')).toMatchObject({ outcome: 'passed', isEarlier: false });
    expect(book.changedSinceGreen()).toEqual([]);

    await project.write({ 'tests/test_d.py': 'def test_d(): assert True\ndef test_f(): pass\n' });
    await book.collect();
    expect(book.changedSinceGreen()).toEqual(['tests/test_d.py::test_d', 'tests/test_d.py::test_f']);
    await started.run({ paths: ['tests/api/test_b.py'] });
    await until(() => book.get('tests/test_d.py::test_d')?.isEarlier === true, 'an outcome of an earlier run');
    expect(book.get('tests/test_d.py::test_d')?.outcome).toBe('passed');
  });

  it('a run that begins during a collection goes first, and the collection begins again; two devmgr keep one list', async () => {
    await project.write({ 'tests/api/test_b.py': 'def test_b(): pass\ndef test_b3(): pass\n' });
    await using started = await project.start();
    await using other = await project.start();
    const { book, runs } = started;
    const collected = book.collect();
    await until(() => book.catalog.get().status === 'collecting', 'the collection');
    const run = await runs.start({ paths: ['tests/test_b2.py'] });
    await until(() => started.collections() === 1, 'the one that gave way');
    expect((await run.done).counts.passed).toBe(1);
    await collected;
    expect(started.collections()).toBe(2);
    expect([book.catalog.get().status, ids(book).includes('tests/api/test_b.py::test_b3')]).toEqual(['ready', true]);

    await project.write({ 'tests/test_e.py': 'def test_e(): pass\n' });
    await Promise.all([book.collect(), other.book.collect()]);
    expect(new Set(ids(other.book))).toEqual(new Set(ids(book)));
    expect(ids(book)).toContain('tests/test_e.py::test_e');
    await using third = await project.start();
    await third.book.collect();
    expect([third.collections(), new Set(ids(third.book))]).toEqual([0, new Set(ids(book))]);
  });

  it('of a conftest that fails, or without tests, say why', async () => {
    await using broken = await BookProject.make({ 'conftest.py': 'import nothing_like_that\n' });
    await using started = await broken.start();
    const { book } = started;
    await book.collect();
    expect(book.catalog.get().status).toBe('failed');
    expect(book.catalog.get().failure?.message).toContain('conftest.py could not be loaded');
    await broken.write({ 'conftest.py': '' });
    await book.collect();
    expect(book.catalog.get().failure).toMatchObject({ message: 'No tests were found.' });
    await broken.write({ 'test_one.py': 'def test_one(): pass\n' });
    await book.collect();
    expect([book.catalog.get().status, ids(book)]).toEqual(['ready', ['test_one.py::test_one']]);
    await writeFile(join(broken.root, 'conftest.py'), 'import nothing_like_that\n');
    await book.collect();
    // What was there stays to be seen.
    expect([book.catalog.get().status, ids(book)]).toEqual(['failed', ['test_one.py::test_one']]);

    // A conftest that needs a variable of the profile or of the form; another value is another list.
    await broken.write({
      'conftest.py': 'import os\nSTAGE = os.environ["STAGE"]\n',
      'test_one.py':
        'from conftest import STAGE\nimport pytest\n@pytest.mark.parametrize("s", [STAGE])\ndef test_one(s): pass\n',
    });
    broken.variables['STAGE'] = 'dev';
    await book.collect();
    expect([book.catalog.get().status, ids(book)]).toEqual(['ready', ['test_one.py::test_one[dev]']]);
    const before = started.collections();
    await book.collect();
    expect(started.collections()).toBe(before);
    broken.variables['STAGE'] = 'live';
    await book.collect();
    expect(ids(book)).toEqual(['test_one.py::test_one[live]']);
  });
});
