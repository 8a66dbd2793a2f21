import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWhen } from '../../../core/commands/when.js';

const holds = (clause: string, context: Record<string, string | number | boolean> = {}) => parseWhen(clause)(context);

describe('when clauses', () => {
  it.each([
    ["tab == 'tests'", { tab: 'tests' }, true],
    ["tab == 'tests'", { tab: 'logs' }, false],
    ["tab != 'tests'", {}, true],
    ['input', { input: true }, true],
    ['!input', {}, true],
    ['tab == \'tests\' && focus == "table"', { tab: 'tests', focus: 'table' }, true],
    ["tab == 'a' || tab == 'b' && input", { tab: 'a' }, true],
    ["(tab == 'a' || tab == 'b') && input", { tab: 'a' }, false],
    ['tests.page == 2', { 'tests.page': 2 }, true],
    ['ready == false', { ready: false }, true],
    ['!(a && b)', { a: true, b: false }, true],
  ] as const)('%s', (clause, context, expected) => {
    expect(holds(clause, context)).toBe(expected);
  });

  it.each(['', 'tab ==', "tab = 'x'", '(a', 'a)', 'a b', "'text'", 'tab == other', '&& a', 'a ||', '#'])(
    'refuses %j with a message',
    (clause) => {
      expect(() => parseWhen(clause)).toThrow(SyntaxError);
    },
  );

  it('never hangs and fails only with a SyntaxError, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (clause) => {
        try {
          parseWhen(clause);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });

  it('follows the laws of negation', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (a, b) => {
        expect(holds('!(a || b)', { a, b })).toBe(holds('!a && !b', { a, b }));
        expect(holds('!(a && b)', { a, b })).toBe(holds('!a || !b', { a, b }));
      }),
    );
  });
});
