import fc from 'fast-check';
import { marked } from 'marked';
import { expect, it } from 'vitest';
import { plainMarkdown } from '../../../../../plugins/chat/tab/talk/plain-markdown.js';

/** What a reader of Markdown sees: kinds of blocks and of what is in them. */
function kindsIn(markdown: string): ReadonlySet<string> {
  const kinds = new Set<string>();
  const walk = (tokens: readonly { type: string; tokens?: { type: string }[] }[]): void => {
    for (const token of tokens) {
      kinds.add(token.type);
      walk(token.tokens ?? []);
    }
  };
  walk(marked.lexer(markdown));
  return kinds;
}

it('gives nothing that people type a meaning', () => {
  const piece = fc.constantFrom(
    ...[
      '# a',
      '* b',
      '- [ ] c',
      '> d',
      '1. e',
      '<b>',
      '[x](y)',
      '**',
      '_f_',
      '`g`',
      '|a|',
      '|-|',
      '~~~',
      '---',
      '===',
      '    h',
      '&amp;',
      '\\',
      'word',
      '',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (lines) => {
      const kinds = [...kindsIn(plainMarkdown(lines.join('\n')))];
      expect(kinds.filter((kind) => !['paragraph', 'space', 'text', 'escape', 'br'].includes(kind))).toEqual([]);
    }),
  );
});

it('keeps the words and the lines', () => {
  const text = 'why *this*?\n  1. indented\nlast';
  const [paragraph] = marked.lexer(plainMarkdown(text));
  const seen = (paragraph as { tokens: { type: string; text?: string }[] }).tokens;
  const words = seen.map(({ type, text: said = '' }) => (type === 'br' ? '\n' : said)).join('');
  expect(words).toBe('why *this*?\n\u00a0\u00a01. indented\nlast');
});

it('leaves code between fences as it is', () => {
  const text = 'what is wrong here?\n```python\nx = *y\n```\nand *here*?';
  const code = marked.lexer(plainMarkdown(text)).find(({ type }) => type === 'code');
  expect(code).toMatchObject({ lang: 'python', text: 'x = *y' });
});
