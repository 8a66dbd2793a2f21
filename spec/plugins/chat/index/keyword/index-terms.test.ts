import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTerms } from '../../../../../plugins/chat/index/keyword/index-terms.js';
import { expectQuick } from '../../../../support/expect-quick.js';

describe('indexTerms', () => {
  it.each([
    ['create_order', 'creat order createord'],
    ['createOrder', 'creat order createord'],
    ['HTTPServer', 'http serv httpserv'],
    ['userIDs', 'user id userid'],
    ['URLs', 'url'],
    ['parse_http2', 'par http parsehttp2'],
    ['sha256', 'sha 256 sha256'],
    ['s3', 's3'],
    ['__init__', 'init'],
    ['the repository of an order', 'repository order'],
    ['i = x + 1', ''],
    ['status 404 of 20240102', 'status 404'],
    ['', ''],
  ])('makes terms of %s', (text, terms) => {
    expect(indexTerms(text)).toBe(terms);
  });

  it.each([
    ['café Größe', 'caf große'],
    ['ＡＢＣ', 'abc'],
    ['注文を作成', '注文 文を を作 作成'],
    ['注', '注'],
    ['Заказ', 'заказ'],
    ['주문 생성', '주문 생성'],
    ['résumé_parser', 'resum par resumepar'],
    ['ok 👍 \ud800', 'ok'],
  ])('folds letters beyond ASCII in %s', (text, terms) => {
    expect(indexTerms(text)).toBe(terms);
  });

  it('keeps a whole name that is not too long', () => {
    expect(indexTerms('test_create_order_returns_404_when_missing')).toContain('testcreateorderreturns404whenmiss');
  });

  it.each([
    ['a hexadecimal digest', 'da39a3ee5e6b4b0d3255bfef95601890afd80709e3b0c442'],
    ['base64', 'iVBORw0KGgoAAAANSUhEUgAAAAUA+AAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHw=='],
    ['url-safe base64', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9eyJzdWIiOiIxMjM0NTY3'],
  ])('drops %s', (_name, data) => {
    expect(indexTerms(`key ${data} value`)).toBe('key valu');
  });

  it('keeps a long path', () => {
    expect(indexTerms('packages/developerTools/src/repositories/orders/customerOrderRepository')).toContain(
      'repository',
    );
  });

  it('reads only the first part of a very long line, and the lines after it', () => {
    const terms = indexTerms(`${'word '.repeat(1000)}late\nnext`).split(' ');
    expect(terms).toHaveLength(401);
    expect(terms.at(-1)).toBe('next');
  });

  it('gives letters, digits and _ in lower case, of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const term of indexTerms(text).split(' ').filter(Boolean)) {
          expect(term).toMatch(/^[\p{L}\p{N}_]{1,64}$/u);
          expect(term).toBe(term.toLowerCase());
        }
      }),
    );
  });

  it('finds a word in any writing of a name', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 4 }), (words) => {
        const camel = words.map((part) => part[0]?.toUpperCase() + part.slice(1)).join('');
        const snake = words.join('_');
        expect(indexTerms(camel)).toBe(indexTerms(snake));
        expect(indexTerms(snake.toUpperCase())).toBe(indexTerms(snake));
      }),
    );
  });

  it('makes of each line what it makes of it alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 5 }), (parts) => {
        const lines = parts.map((part) => part.replaceAll('\n', ' '));
        const alone = lines.map(indexTerms).filter(Boolean).join(' ');
        expect(indexTerms(lines.join('\n'))).toBe(alone);
      }),
    );
  });

  it('takes a megabyte of one word in no time', async () => {
    for (const unit of ['a', 'aB', 'é', '注', 'a1B+', '\n']) {
      await expectQuick(1000, () => indexTerms(unit.repeat(1_000_000 / unit.length)), unit);
    }
  });
});
