import { describe, expect, it } from 'vitest';
import { cleanSubject, firstSentences, isUsableQuery } from './clean-text.js';

describe('the first sentences of a doc comment', () => {
  it.each([
    ['Find an order. It may be gone! Third sentence.', 'Find an order. It may be gone!'],
    ['Find an\n   order.\n\nMore of it.', 'Find an order.'],
    ['Find an order.\n:param id: its number', 'Find an order.'],
    ['Find an order\nArgs:\n  id: its number', 'Find an order'],
    ['Like {@link find} of `Orders`, <b>fast</b>.', 'Like find of Orders, fast .'],
    ['Sum them, e.g. two and more.', 'Sum them, e.g. two and more.'],
  ])('%j', (text, sentences) => expect(firstSentences(text)).toBe(sentences));

  it('end after 280 characters', () => expect(firstSentences('word '.repeat(100))).toHaveLength(280));
});

describe('a usable query', () => {
  it.each(['find the order', 'how are orders found?'])('%j', (query) => expect(isUsableQuery(query)).toBe(true));
  it.each([
    '',
    'two words',
    'eslint disable this line',
    'TODO make this better',
    'ordnungsgemäße größenmäßige lösungsvorschläge',
    'word '.repeat(61),
  ])('not %j', (query) => expect(isUsableQuery(query)).toBe(false));
});

describe('the subject of a commit', () => {
  it.each([
    ['fix(router): keep the query string (#123)', 'router keep the query string'],
    ['feat: support custom streams', 'support custom streams'],
    ['Keep the query string, fixes #12', 'Keep the query string'],
    [':bug: Keep the query string.', 'Keep the query string'],
    ['[3.x] Keep the `query` string', 'Keep the query string'],
  ])('%j', (subject, query) => expect(cleanSubject(subject)).toBe(query));

  it.each([
    'Merge branch main',
    'Bump lodash to 4',
    'docs: say more of it',
    '1.2.3',
    'Fix typo in the router',
    'too short',
    'chore(deps): update all of them',
  ])('tells nothing: %j', (subject) => expect(cleanSubject(subject)).toBeUndefined());
});
