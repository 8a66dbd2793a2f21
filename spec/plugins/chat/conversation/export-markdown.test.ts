import { marked } from 'marked';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportMarkdown } from '../../../../plugins/chat/conversation/export-markdown.js';
import { answer, conversation, question, source } from './sample-messages.js';

describe('exportMarkdown', () => {
  it('is a document with questions, answers and what they were made from', () => {
    const whole = conversation('c', {
      title: 'Orders',
      createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      messages: [
        question('q', 'How?', { attachments: [{ kind: 'text', title: 'diff', text: '+1' }] }),
        answer('a', 'So (app/main.py:41).', {
          target: { providerId: 'openai', modelId: 'gpt', host: 'api.openai.com' },
          sources: [source('app/main.py', { symbol: 'create' })],
          citations: [
            {
              ...{ written: 'x.py:1', path: 'x.py', startLine: 1, endLine: 1 },
              ...{ verified: false, problem: 'no such file' },
            },
          ],
          notes: ['2 sources were left out'],
        }),
        question('q2', 'And?'),
        answer('b', 'half', { status: 'stopped' }),
        answer('c', '', { status: 'failed', error: { message: 'Gone' } }),
      ],
    });
    expect(exportMarkdown(whole)).toBe(`# Orders

Begun 2026-01-02T03:04:05.000Z

## Question

How?

Attached:

- diff

## Answer of openai/gpt

So (app/main.py:41).

_2 sources were left out_

Sources:

- \`app/main.py:3-9\` create

Not found:

- \`x.py:1\`: no such file

## Question

And?

## Answer

half

_Stopped here._

## Answer

_Failed: Gone_
`);
  });

  const lastTokens = (text: string) => {
    const messages = [answer('a', text), question('q', 'The next question')];
    const tokens = marked.lexer(exportMarkdown(conversation('c', { messages })));
    const written = tokens.map(({ raw }) => raw.trim());
    return written.filter((raw) => raw !== '').slice(-2);
  };
  const nextQuestion = ['## Question', 'The next question'];

  it.each(['1. Run:\n   ```sh\n   npm test', '- ```\n  x', '> ```\n> x', '~~~py\nx\n```', 'a\n```\nb\n```\nc'])(
    'ends the code block of %j before what follows',
    (text) => expect(lastTokens(text)).toEqual(nextQuestion),
  );

  it('never lets a code block take in what follows', () => {
    const line = fc.oneof(
      fc.constantFrom('```', '````', '~~~', '   ```py', '``` `', '```py ', 'text', '', '  ~~~~ ', '    ```', '```x`y'),
      // Neither lists nor quotes nor HTML.
      fc.string({ unit: 'binary-ascii' }).map((text) => text.replace(/[\p{Cc}<>*+\d-]/gu, '')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        expect(lastTokens(lines.join('\n'))).toEqual(nextQuestion);
      }),
    );
  });
});
