import fc from 'fast-check';
import { expect, describe, it } from 'vitest';
import { parseGitListing } from '../../../../../plugins/chat/index/walk/parse-git-listing.js';
import { TemporaryProject } from './temporary-project.js';
import { expectQuick } from '../../../../support/expect-quick.js';

describe('parseGitListing', () => {
  it.each([
    ['a b/c.py', 'a b/c.py'],
    [String.raw`"gr\303\274n.py"`, 'grün.py'],
    ['"gr\\303\\274n ü\\t.py"', 'grün ü\t.py'],
    [String.raw`"a\"b\\c\nd"`, 'a"b\\c\nd'],
    [String.raw`"\001\177"`, '\u0001\u007f'],
    [String.raw`"\377.py"`, '\uFFFD.py'],
    ['"', '"'],
    ['nested/', 'nested/'],
  ])('reads %s', (line, path) => {
    expect(parseGitListing([line])).toEqual([path]);
  });

  it('has each path once and nothing for empty lines', () => {
    expect(parseGitListing(['a', '', 'b', 'a', '""'])).toEqual(['a', 'b']);
  });

  it('reads whatever git prints, however it is told to quote', async () => {
    const odd = fc.string({
      unit: fc.constantFrom('a', 'ü', '"', '\\', '\n', '\t', ' ', '\u0001', '€', '😀', '\u007f', "'"),
    });
    const names = fc.uniqueArray(
      odd.filter((name) => name !== '' && name.length < 40),
      { minLength: 1, maxLength: 8 },
    );
    const project = await TemporaryProject.create();
    await project.git('init', '-q');
    let folder = 0;
    await fc.assert(
      fc.asyncProperty(names, fc.boolean(), async (files, quotePath) => {
        const paths = files.map((name) => `${folder}/${name}`);
        await project.write(Object.fromEntries(paths.map((path) => [path, ''])));
        const lines = await project.git('-c', `core.quotePath=${quotePath}`, 'ls-files', '-o', `${folder}/`);
        folder += 1;
        expect(parseGitListing(lines).sort()).toEqual(paths.sort());
      }),
      { numRuns: 40 },
    );
    await project.remove();
  });

  it('reads any line in linear time', async () => {
    fc.assert(fc.property(fc.array(fc.string()), (lines) => parseGitListing(lines).length <= lines.length));
    for (const text of ['\\', '\\"', 'a\\7', '"']) {
      await expectQuick(2000, () => parseGitListing([`"${text.repeat(1_000_000 / text.length)}"`]), text);
    }
  });
});
