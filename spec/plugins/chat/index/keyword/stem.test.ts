import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stem } from '../../../../../plugins/chat/index/keyword/stem.js';

describe('stem', () => {
  it.each([
    ['order orders ordering ordered'],
    ['query queries queried querying'],
    ['cache caches cached caching'],
    ['process processes processing processor processed'],
    ['configure configured configuration configurable configuring'],
    ['validate validates validated validator validation'],
    ['migrate migration migrations migrating migrated'],
    ['create creation created creating creator'],
    ['serialize serializer serialization serializing'],
    ['authenticate authentication authenticator'],
    ['format formatted formatting formatter formats'],
    ['repeat repeating repeated'],
    ['embed embedding embeddings embedder'],
    ['deliver delivery deliveries'],
    ['use used using uses'],
    ['find found finding'],
    ['write wrote written writing'],
    ['index indices indexes indexing'],
    ['available availability'],
  ])('folds %s', (family) => {
    const stems = new Set(family.split(' ').map(stem));
    expect(stems.size).toBe(1);
  });

  it.each(['string', 'error', 'user', 'status', 'class', 'need', 'tree', 'redis', 'api', 'speed', 'layer'])(
    'leaves %s',
    (word) => {
      expect(stem(word)).toBe(word);
    },
  );

  it.each([
    ['author', 'auth'],
    ['factory', 'factor'],
    ['format', 'form'],
    ['session', 'section'],
    ['string', 'stream'],
  ])('does not take %s for %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it('is its own stem, and never empty', () => {
    const suffix = fc.constantFrom(
      '',
      's',
      'es',
      'ies',
      'ing',
      'ed',
      'er',
      'ation',
      'ator',
      'ize',
      'ity',
      'able',
      'ly',
      'e',
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,10}$/), suffix, suffix, (word, one, other) => {
        const once = stem(word + one + other);
        expect(stem(once)).toBe(once);
        expect(once).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
