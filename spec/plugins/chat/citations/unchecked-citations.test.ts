import { expect, it } from 'vitest';
import { checkCitations } from '../../../../plugins/chat/citations/check-citations.js';
import { uncheckedCitations } from '../../../../plugins/chat/citations/unchecked-citations.js';

const index = { files: () => Promise.resolve([]), outline: () => Promise.resolve([]) };
const parts = { root: '/nowhere', index, sources: [], signal: new AbortController().signal };
const naming = (count: number) => Array.from({ length: count }, (_, at) => `app/main.py:${at + 1}`).join(', ');

it('of very many citations the first are checked, and how many are not is known', async () => {
  const citations = await checkCitations(naming(10_000), parts);
  expect(citations).toHaveLength(300);
  expect(uncheckedCitations({ text: naming(10_000), citations })).toBe(9_700);
});

it('of fewer all are checked, each once', async () => {
  const text = `${naming(300)}, ${naming(10)}`;
  expect(uncheckedCitations({ text, citations: await checkCitations(text, parts) })).toBe(0);
  expect(uncheckedCitations({ text: naming(400), citations: [] })).toBe(0);
});
