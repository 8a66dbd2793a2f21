import { expect, it } from 'vitest';
import { docSources } from '../../../../../plugins/chat/answer/sources/doc-sources.js';
import type { SourceSearch } from '../../../../../plugins/chat/answer/sources/source-search.js';

const match = (path: string, score: number) => ({
  path,
  startLine: 1,
  endLine: 2,
  text: `# ${path}\n`,
  score,
  foundBy: 'both' as const,
  kind: 'section' as const,
  language: 'markdown',
  reasons: [],
});

/** An index that finds these documents. */
function searching(matches: readonly ReturnType<typeof match>[]): SourceSearch {
  const index = {
    search: (query: string) => Promise.resolve({ query, kind: 'question' as const, matches, tookMs: 0, notes: [] }),
  };
  const context = { text: { redact: (text: string) => text } };
  return { parts: { index, context }, signal: new AbortController().signal } as unknown as SourceSearch;
}

const pathsOf = async (matches: readonly ReturnType<typeof match>[]) =>
  (await docSources('where are templates loaded from?', 1, searching(matches))).map(({ source }) => source.path);

it('takes the two best documents that are nearly as good as the best code', async () => {
  const found = [match('README.md', 0.9), match('docs/a.md', 0.8), match('docs/b.md', 0.7), match('docs/c.md', 0.5)];
  expect(await pathsOf(found)).toEqual(['README.md', 'docs/a.md']);
  expect(await pathsOf([match('docs/c.md', 0.5)])).toEqual([]);
});

it('leaves out forms for issues and examples for tests', async () => {
  const forms = ['.github/ISSUE_TEMPLATE/bug-report.md', '.github/pull_request_template.md', 'tests/data/notes.md'];
  expect(await pathsOf([...forms, 'docs/templating.md'].map((path) => match(path, 0.9)))).toEqual([
    'docs/templating.md',
  ]);
});
