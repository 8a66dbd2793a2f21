import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTerms } from '../../../../../plugins/chat/index/keyword/index-terms.js';
import { queryTerms } from '../../../../../plugins/chat/index/keyword/query-terms.js';
import { expectQuick } from '../../../../support/expect-quick.js';

describe('queryTerms', () => {
  it('takes each term once', () => {
    expect(queryTerms('order Orders create_order')).toEqual(['order', 'creat', 'createord']);
  });

  it('leaves the words of a question out', () => {
    expect(queryTerms('where do we handle the refund of an order?')).toEqual(['handl', 'refund', 'order']);
  });

  it('keeps them when there is nothing else', () => {
    expect(queryTerms('where')).toEqual(['wher']);
  });

  it.each(['', ' ', '?!', 'the of', '"" AND ()', '\ud800'])('finds nothing in %j', (text) => {
    expect(queryTerms(text)).toEqual([]);
  });

  it('keeps the most frequent of many terms', () => {
    const names = Array.from({ length: 50 }, (_, index) => `name${String.fromCharCode(97 + (index % 26))}${index}`);
    const terms = queryTerms(`${names.join(' ')} refund refund`);
    expect(terms).toHaveLength(32);
    expect(terms).toContain('refund');
  });

  it('gives terms that the index has of the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const indexed = new Set(indexTerms(text).split(' '));
        const terms = queryTerms(text);
        expect(terms.length).toBeLessThanOrEqual(32);
        expect(terms.every((term) => indexed.has(term))).toBe(true);
      }),
    );
  });

  it('takes a megabyte in a moment', async () => {
    const text = 'some words of aQuery é '.repeat(50_000);
    await expectQuick(20, () => queryTerms(text));
  });
});
