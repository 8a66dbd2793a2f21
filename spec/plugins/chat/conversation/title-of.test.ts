import fc from 'fast-check';
import { expect, it } from 'vitest';
import { titleOf } from '../../../../plugins/chat/conversation/title-of.js';

it.each([
  ['How is an order created?', 'How is an order created?'],
  ['  Why\n\n does\tit fail?  ', 'Why does it fail?'],
  ['Explain:\n```python\nx = 1\n```', 'Explain: x = 1'],
  ['```', '```'],
  [
    'What happens to the stock of a product when two orders for it come at the same time?',
    'What happens to the stock of a product when two orders for…',
  ],
])('%j is titled %j', (question, title) => expect(titleOf(question)).toBe(title));

it('is one line of at most 60 characters, and never empty for a question', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (question) => {
      const title = titleOf(question);
      expect([...title].length).toBeLessThanOrEqual(60);
      expect(title).not.toMatch(/[\n\r\t]|^ | $/);
      expect(title === '').toBe(question.trim() === '');
      expect(title.isWellFormed()).toBe(question.isWellFormed());
    }),
  );
});
