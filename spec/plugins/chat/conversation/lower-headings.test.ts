import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { lowerHeadings } from '../../../../plugins/chat/conversation/lower-headings.js';

describe('lowerHeadings', () => {
  it.each([
    ['# Validation\n\ntext\n## Schemas', '### Validation\n\ntext\n#### Schemas'],
    ['##### Deep\n###### Deeper', '###### Deep\n###### Deeper'],
    ['Title\n=====\ntext\n\nPart\n---', '### Title\ntext\n\n#### Part'],
    ['#\n#tag\n#!/bin/sh', '###\n#tag\n#!/bin/sh'],
  ])('%j', (text, lowered) => expect(lowerHeadings(text, 2)).toBe(lowered));

  it.each([
    '```sh\n# install\nnpm i\n---\n```',
    '1. Run:\n   ```sh\n   # install\n   ```',
    '    # code\n    ---',
    'text\n\n---\n\ntext',
    '- item\n---\n',
    '| a |\n---\n',
    'two lines\nof text\n---',
    '~~~\n```\n# no end',
  ])('leaves %j as it is', (text) => expect(lowerHeadings(text, 2)).toBe(text));

  it('leaves no heading above the others, and nothing else changed', () => {
    const line = fc.constantFrom('# a', '## b', '###### c', 'text', '', '```', '~~~', '> # q', '- x', '    # y', '# ');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const text = lines.join('\n');
        const [before, after] = [marked.lexer(text), marked.lexer(lowerHeadings(text, 2))];
        const facts = (tokens: readonly Token[]) =>
          tokens.map((token) => (token.type === 'heading' ? { text: token.text as string } : token.raw));
        expect(facts(after)).toEqual(facts(before));
        for (const token of after) if (token.type === 'heading') expect(token['depth']).toBeGreaterThan(2);
      }),
    );
  });
});
