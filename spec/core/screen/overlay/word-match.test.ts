import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterItems } from '../../../../core/screen/overlay/filter-items.js';
import { wordMatch } from '../../../../core/screen/overlay/word-match.js';

const score = (query: string, label: string, detail = '') =>
  wordMatch(query, label, detail)?.score ?? Number.NEGATIVE_INFINITY;

describe('wordMatch', () => {
  it('finds words as they stand, and says where', () => {
    expect(wordMatch('99', 'model-9-of-99', '')?.positions).toEqual([11, 12]);
    expect(wordMatch('LUNA gpt', 'gpt-6-luna', '')?.positions).toEqual([0, 1, 2, 6, 7, 8, 9]);
    expect(wordMatch('131k', '🚀 qwen', 'window 131k')?.positions).toEqual([14, 15, 16, 17]);
    expect(wordMatch('99', 'model-9', 'window 9k')).toBeUndefined();
    expect(wordMatch(' ', 'anything', '')).toBeUndefined();
  });

  it('prefers the label, then starts of words, then what is earlier', () => {
    expect(score('9', 'a-long-name-of-9')).toBeGreaterThan(score('9', 'a', '9k'));
    expect(score('9', 'name-9')).toBeGreaterThan(score('9', 'a9'));
    expect(score('9', 'a-9')).toBeGreaterThan(score('9', 'name-9'));
  });

  it('takes characters of the texts that are those of the query', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '9', '-', ' ', '🚀'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, (query, label, detail) => {
        const match = wordMatch(query, label, detail);
        const given = [...`${label} ${detail}`].map((character) => character.toLowerCase());
        const taken = new Set(match?.positions.map((at) => given[at]));
        const wanted = new Set([...query.toLowerCase()].filter((character) => character !== ' '));
        expect(taken).toEqual(match ? wanted : new Set());
      }),
    );
  });
});

describe('filterItems', () => {
  const labels = (query: string, matching: 'initials' | 'words', ...names: string[]) =>
    filterItems(
      names.map((label) => ({ label, value: label })),
      query,
      matching,
    ).map(({ item }) => item.label);

  it('lists names that hold the words before those that hold their letters', () => {
    const names = ['corp-9-name-9', 'corp-model-with-a-very-long-name-99'];
    expect(labels('99', 'words', ...names)).toEqual([...names].reverse());
  });

  it('finds commands by the first letters of their words', () => {
    expect(labels('rat', 'initials', 'Generate Code', 'Run All Tests')[0]).toBe('Run All Tests');
  });
});
