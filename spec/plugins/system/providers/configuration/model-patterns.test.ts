import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelPatternsField } from '../../../../../plugins/system/providers/configuration/model-patterns.js';
import { matchesAny } from '../../../../../plugins/system/providers/wire/matches-any.js';
import { expectQuick } from '../../../../support/expect-quick.js';

function matches(patterns: readonly string[], id: string): boolean {
  const reading = modelPatternsField(patterns);
  if ('problem' in reading) throw new Error(reading.problem);
  return matchesAny(reading.value as string[], id);
}

/** The plain way: what is left of the pattern against what is left of the text. */
function isMatch(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return isMatch(pattern.slice(1), text) || (text !== '' && isMatch(pattern, text.slice(1)));
  return text !== '' && pattern[0] === text[0] && isMatch(pattern.slice(1), text.slice(1));
}

it.each([
  ['gpt-4', 'gpt-4', true],
  ['gpt-4', 'gpt-4o', false],
  ['gpt-4', 'my-gpt-4', false],
  ['gpt-4*', 'gpt-4o', true],
  ['*embed*', 'text-EMBED-3', true],
  ['Meta/*:Latest', 'meta/llama:latest', true],
  ['llama-3.*', 'llama-3.1', true],
  ['llama-3.*', 'llama-3x1', false],
  ['a*a', 'a', false],
  ['*', '', true],
  ['**b', 'aab', true],
  ['c+?*', 'c+?x', true],
  ['*\n*', 'a\nb', true],
  ['*1*2', '12', true],
])('%j and %j: %j', (pattern, id, expected) => expect(matches([pattern], id)).toBe(expected));

it('means what a star means, in any case', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 12 });
  const pattern = fc
    .array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 3 }), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('*'))
    .filter((parts) => parts !== '');
  fc.assert(
    fc.property(pattern, text, (parts, id) => {
      expect(matches([parts], id)).toBe(isMatch(parts, id));
      expect(matches([parts.toUpperCase()], id)).toBe(isMatch(parts, id));
    }),
    { numRuns: 1000 },
  );
});

it('takes any text as it stands, or refuses it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const reading = modelPatternsField([text]);
      if ('value' in reading && !text.includes('*')) expect(matches([text], text.trim())).toBe(true);
    }),
  );
});

describe('is refused', () => {
  it.each([
    ['no list', 'gpt'],
    ['no text', [1]],
    ['nothing', [' ']],
    ['a regular expression', ['^(a+)+$']],
    ['another one', ['gpt-\\d']],
    ['too many stars', ['a*b*c*d*e*f']],
    ['too long a text', ['a'.repeat(201)]],
    ['too long a list', Array<string>(51).fill('a')],
  ])('%s', (_what, value) =>
    expect(modelPatternsField(value)).toEqual({ problem: expect.stringContaining('no regular expressions') as string }),
  );
});

it('a list of the worst patterns is soon done with the longest ids', async () => {
  const worst = `${'a*'.repeat(4)}${'a'.repeat(190)}b`;
  const patterns = modelPatternsField(Array<string>(50).fill(worst)) as { value: string[] };
  // With a regular expression that goes back, one of these takes longer than anybody lives.
  await expectQuick(3_000, () => {
    for (let count = 0; count < 20; count += 1) expect(matchesAny(patterns.value, 'a'.repeat(2_000))).toBe(false);
  });
});
