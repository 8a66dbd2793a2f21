import { expect, it } from 'vitest';
import { joinedQuery } from '../../../../../plugins/chat/answer/history/standalone-query.js';

const turns = (...questions: readonly string[]) =>
  questions.map((question, at) => ({ id: String(at), question, answer: 'In app/pricing.py:3' }));

const first = 'How is the tax of an order computed?';

it('joins a question with the last one that stands alone, not with those that hang on it', () => {
  expect(joinedQuery('and its tests?', turns(first))).toBe(`and its tests? ${first}`);
  expect(joinedQuery('where is it called?', turns(first, 'and its tests?'))).toBe(`where is it called? ${first}`);
  expect(joinedQuery('and its tests?', turns(first, 'cites wrong'))).toBe(`and its tests? ${first}`);
  expect(joinedQuery('and its tests?', turns('cites wrong'))).toBe('and its tests? cites wrong');
  expect(joinedQuery('why?', [])).toBe('why?');
});

it('asks about what is named in place of what was said', () => {
  expect(joinedQuery('what about discount?', turns(first, 'and its tests?'))).toBe('what about discount?');
  expect(joinedQuery('what about its discount?', turns(first))).toBe(`what about its discount? ${first}`);
  expect(joinedQuery('what about it?', turns(first))).toBe(`what about it? ${first}`);
});
