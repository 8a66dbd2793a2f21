import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { StaticTokenizer } from '../../../../../../plugins/chat/index/embed/static/static-tokenizer.js';
import { generalTokenizer, staticTokenizer, type Encode } from './general-tokenizer.js';
import { realTexts } from './real-texts.js';
import { processorMs } from '../../../../../support/processor-ms.js';
import { expectQuick } from '../../../../../support/expect-quick.js';

let general: Encode;

beforeAll(async () => {
  general = await generalTokenizer();
});

/** What camel case, case folding and word limits are about, dense enough to meet in every combination. */
const tricky = fc.string({
  unit: fc.constantFrom(
    ...'aAbBsStTzZ09_ .#[]\'"\n\t',
    ...[
      '[UNK]',
      'URLs',
      'HTTPServer',
      'ß',
      'é',
      'É',
      'İ',
      'ı',
      'K',
      'ſ',
      'Σ',
      'σ',
      'ﬁ',
      'ǅ',
      '日',
      'я',
      'Я',
      '٣',
      '²',
      'ª',
    ],
    ...['\u0301', '\u00ad', '\u200d', '\u2028', '\u0000', '😀', '\ud83d', '\ude00', '\ufeff', '𝒜', '𐐀', 'x'.repeat(39)],
  ),
  maxLength: 40,
});

describe('StaticTokenizer', () => {
  it('has the ids of the general library for thousands of pieces of real files', () => {
    const texts = realTexts();
    const encode = staticTokenizer();
    expect(texts.length).toBeGreaterThan(3000);
    for (const text of texts) expect(encode(text), text).toEqual(general(text));
  });

  it('has the ids of the general library for any text', () => {
    const encode = staticTokenizer();
    const anyText = fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encode(text)).toEqual(general(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('knows no word that is longer than 40 letters', () => {
    const encode = staticTokenizer();
    expect(encode('ab'.repeat(20))).not.toEqual([0]);
    expect(encode('ab'.repeat(20) + 'a')).toEqual([0]);
  });

  it('stops at the limit, without reading on', async () => {
    const tokenizer = new StaticTokenizer(
      new Map([
        ['[UNK]', 0],
        ['a', 1],
        ['##a', 2],
      ]),
    );
    expect(tokenizer.encode('a aa aaa', 4)).toEqual([1, 1, 2, 1]);
    expect(tokenizer.encode('[UNK] a [UNK]', 2)).toEqual([0, 1]);
    const long = 'a '.repeat(20_000_000);
    await expectQuick(200, () => tokenizer.encode(long, 4));
  });

  it('reads long names to their end, and data no further than it must', async () => {
    const name = 'orderRepositoryFindAllByCustomerId'.repeat(10);
    expect(staticTokenizer()(name)).toEqual(general(name));
    const tokenizer = new StaticTokenizer(
      new Map([
        ['[UNK]', 0],
        ['a', 1],
        ['ba', 2],
      ]),
    );
    expect(await expectQuick(1_000, () => tokenizer.encode('aB'.repeat(500_000), 3))).toEqual([1, 2, 2]);
  });

  it('gives the same ids when more words have come than it keeps', () => {
    const encode = staticTokenizer();
    const words = Array.from({ length: 40_000 }, (_, i) => `word${i.toString(36)}`);
    const before = encode(words.slice(0, 100).join(' '));
    encode(words.join(' '));
    expect(encode(words.slice(0, 100).join(' '))).toEqual(before);
  });

  it('is at least four times as fast as the general library', () => {
    const texts = realTexts().slice(0, 400);
    const encode = staticTokenizer();
    const bestOf = (work: Encode): number =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const startedAt = processorMs();
          texts.forEach(work);
          return processorMs() - startedAt;
        }),
      );
    expect(bestOf(general) / bestOf(encode)).toBeGreaterThan(4);
  });
});
