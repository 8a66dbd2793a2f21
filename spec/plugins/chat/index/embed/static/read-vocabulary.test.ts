import { describe, expect, it } from 'vitest';
import { readVocabulary } from '../../../../../../plugins/chat/index/embed/static/read-vocabulary.js';
import { tokenizerJson } from './general-tokenizer.js';

const json = (vocab: object): string => JSON.stringify({ model: { type: 'WordPiece', vocab } });

describe('readVocabulary', () => {
  it('reads what JSON.parse reads', () => {
    const parsed = JSON.parse(tokenizerJson) as {
      readonly model: { readonly vocab: Readonly<Record<string, number>> };
    };
    const vocabulary = readVocabulary(tokenizerJson);
    expect(vocabulary.size).toBe(29_500);
    expect(Object.fromEntries(vocabulary)).toEqual(parsed.model.vocab);
  });

  it.each([
    ['ids with a gap', json({ a: 0, b: 2 })],
    ['ids in another order', json({ a: 1, b: 0 })],
    ['ids that only begin right', json({ a: 0, b: 10 })],
    ['something escaped', json({ a: 0, 'b\\': 1 })],
    ['a brace among the tokens', json({ a: 0, '}': 1 })],
    ['no vocabulary', '{}'],
    ['nothing in it', json({})],
    ['no ids', '{"vocab":{"a"}}'],
  ])('refuses %s', (_, text) => {
    expect(() => readVocabulary(text)).toThrow('no plain list');
  });
});
