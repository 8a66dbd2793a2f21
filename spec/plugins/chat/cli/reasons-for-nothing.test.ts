import { describe, expect, it } from 'vitest';
import { reasonsForNothing } from '../../../../plugins/chat/cli/reasons-for-nothing.js';

const files = ['markdown', 'python', 'python'].map((language) => ({ language }));
const reasons = (query: string) => reasonsForNothing(query, files);

describe('why nothing was found', () => {
  it.each([
    ['lang:rust borrow', 'There is no rust in this project, but python, markdown'],
    ['lang:ts session', 'There is no typescript or tsx in this project, but python, markdown'],
    ['kind:class', 'There are only filters in this query: add words to look for'],
    ['path:app/', 'There are only filters in this query: add words to look for'],
  ])('%s', (query, reason) => expect(reasons(query)).toEqual([reason]));

  it.each(['borrow', 'lang:py borrow', 'lang:py,rust borrow'])('%s: there is just nothing like it', (query) =>
    expect(reasons(query)).toEqual([]),
  );

  it('is not said of a filter that is not understood: that is said already', () => {
    expect(reasons('lang:klingon x')).toEqual([]);
  });
});
