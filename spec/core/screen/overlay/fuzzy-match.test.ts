import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from '../../../../core/screen/overlay/fuzzy-match.js';

const fold = (text: string) => [...text].map((character) => character.toLowerCase());
const score = (query: string, text: string) => fuzzyMatch(query, text)?.score ?? Number.NEGATIVE_INFINITY;

function isSubsequence(query: string, text: string): boolean {
  let at = 0;
  const wanted = fold(query).filter((character) => character.trim() !== '');
  for (const character of fold(text)) if (character === wanted[at]) at++;
  return at === wanted.length;
}

describe('fuzzyMatch', () => {
  it('prefers starts of words, then runs', () => {
    expect(fuzzyMatch('rat', 'Run All Tests')?.positions).toEqual([0, 4, 8]);
    expect(fuzzyMatch('all', 'Run All Tests')?.positions).toEqual([4, 5, 6]);
    expect(fuzzyMatch('run', 'Run Unit Tests')?.positions).toEqual([0, 1, 2]);
    expect(score('st', 'Start Server')).toBeGreaterThan(score('st', 'Run Last'));
    expect(score('ss', 'Start Server')).toBeGreaterThan(score('ss', 'Process'));
    expect(score('run', 'Run Unit Tests')).toBeGreaterThan(score('run', 'Restart Unicorn'));
  });

  it('ignores case and blanks of the query', () => {
    expect(fuzzyMatch('RUN  all', 'run all')?.positions).toEqual([0, 1, 2, 4, 5, 6]);
    expect(fuzzyMatch('', 'anything')).toEqual({ score: 0, positions: [] });
    expect(fuzzyMatch('x', '')).toBeUndefined();
  });

  it('matches exactly the subsequences, at ascending places that hold the characters', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '-', 'é', '🚀', 'İ'), maxLength: 12 });
    fc.assert(
      fc.property(word, word, (query, text) => {
        const match = fuzzyMatch(query, text);
        expect(match !== undefined).toBe(isSubsequence(query, text));
        const given = fold(text);
        expect(match?.positions.map((at) => given[at]) ?? []).toEqual(
          match ? fold(query).filter((character) => character.trim() !== '') : [],
        );
        expect(match?.positions ?? []).toEqual([...new Set(match?.positions)].sort((a, b) => a - b));
      }),
    );
  });

  it('scores no worse when the text continues with the same start', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, word, (query, more) => {
        expect(score(query, query + more)).toBeGreaterThanOrEqual(score(query, query));
      }),
    );
  });
});
