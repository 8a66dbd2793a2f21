import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';
import { fileFilter } from '../../../../../plugins/chat/index/search/file-filter.js';
import type { CorpusFile } from '../../../../../plugins/chat/index/search/search-corpus.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const file = (path: string, language = 'python'): CorpusFile => ({
  id: 1,
  path,
  language,
  hash: '',
  size: 0,
  mtimeMs: 0,
  imports: [],
  chunks: [],
  row: undefined,
});
const accepts = (query: string, path: string, language?: string) =>
  fileFilter(parseQuery(query).filters)?.(file(path, language)) ?? true;

describe('filters of files', () => {
  it.each([
    ['find lang:py', 'app/main.py', 'python', true],
    ['find lang:py', 'web/main.ts', 'typescript', false],
    ['find lang:py lang:ts', 'web/main.ts', 'typescript', true],
    ['find path:app/', 'app/main.py', 'python', true],
    ['find path:APP/', 'app/main.py', 'python', true],
    ['find path:app/', 'tests/test_main.py', 'python', false],
    ['find path:*.py', 'app/deep/main.py', 'python', true],
    ['find path:app/*.py', 'app/deep/main.py', 'python', false],
    ['find path:app/**.py', 'app/deep/main.py', 'python', true],
    ['find -path:tests/', 'tests/test_main.py', 'python', false],
    ['find -lang:sql', 'schema.sql', 'sql', false],
    ['find lang:py path:app/ -path:deep', 'app/deep/main.py', 'python', false],
    ['find', 'anything', 'text', true],
  ])('%s: %s (%s) is %s', (query, path, language, expected) => {
    expect(accepts(query, path, language)).toBe(expected);
  });

  it('patterns of any kind are only patterns', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (pattern, path) => {
        const filter = fileFilter({ languages: [], paths: [pattern], kinds: [], without: [] });
        expect(typeof filter?.(file(path))).toBe('boolean');
      }),
    );
  });

  it('many stars are not slow', async () => {
    const filter = fileFilter({ languages: [], paths: [`${'*a'.repeat(30)}b`], kinds: [], without: [] });
    await expectQuick(1_000, () => filter?.(file('a'.repeat(60))));
  });
});
