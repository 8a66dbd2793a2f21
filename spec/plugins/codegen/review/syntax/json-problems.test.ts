import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonProblems } from '../../../../../plugins/codegen/review/syntax/parsers/json-problems.js';

const strict = (text: string) => jsonProblems(text, { isLoose: false });
const loose = (text: string) => jsonProblems(text, { isLoose: true });

/** What people and models get wrong, and what only looks wrong. */
const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"a\\n"',
    '"',
    '\\',
    '1',
    '-0.5e3',
    '01',
    '.5',
    'true',
    'nul',
    "'",
    ' ',
    '\n',
  ],
  ...['\t', '\u00a0', '/', '//', '/*', '*/', '\u0000', '\u2028', '🚀', '\\u12', 'NaN', '+1', '1.'],
);
const noise = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

/** A JSON text with something put into it, taken out or written over. */
const almostJson = fc
  .tuple(fc.json(), pieces, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2))
  .map(([text, piece, share, cut]) => {
    const at = Math.floor(share * text.length);
    return text.slice(0, at) + piece + text.slice(at + cut);
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const withoutTwice = (text: string) => strict(text).filter(({ message }) => !message.endsWith('is there twice'));

describe('mistakes of JSON', () => {
  it('are told exactly when JSON.parse refuses a text', () => {
    fc.assert(
      fc.property(fc.oneof(noise, almostJson, fc.json()), (text) => {
        expect(withoutTwice(text).length === 0, text).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('stand in a line and column of the text', () => {
    fc.assert(
      fc.property(fc.oneof(noise, almostJson), (text) => {
        const lines = text.split('\n');
        for (const { line, column } of strict(text)) {
          expect(lines[line - 1], text).toBeDefined();
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
    );
  });

  it('are not made by comments and commas at the end where those are allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { minLength: 1 }), (values) => {
        const text = values.map((value) => `/* a */ ${value} /* b */,`).join('\n');
        expect(loose(`// first\n[${text}\n] // last`)).toEqual([]);
      }),
      { numRuns: 50 },
    );
    expect(loose('')).toEqual([]);
    expect(loose('[,]')).toHaveLength(1);
    expect(loose('{"a": 1,,}')).toHaveLength(1);
  });

  it('costs one walk, also of what is deep or long', () => {
    expect(strict('['.repeat(100_000) + ']'.repeat(100_000))).toEqual([]);
    expect(strict(`["${'a'.repeat(3_000_000)}", "${'\\n'.repeat(500_000)}"]`)).toEqual([]);
    expect(strict(`{${'"a": 1, '.repeat(100_000)}"b": 2}`)).toHaveLength(50);
    const [problem] = strict(`{"a": [\n${'1, '.repeat(100_000)}`);
    expect(problem).toMatchObject({ line: 2, message: 'the list that begins in line 1 has no end' });
  });
});
