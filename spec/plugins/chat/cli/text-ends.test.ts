import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextEnds } from '../../../../plugins/chat/cli/text-ends.js';

function endsOf(lines: readonly string[], room: number): string {
  const ends = new TextEnds(room);
  for (const line of lines) ends.add(line);
  return ends.text;
}

describe('the ends of a text', () => {
  it('are all of it when it is short', () => {
    expect(endsOf(['one', '', 'three'], 100)).toBe('one\n\nthree\n');
    expect(endsOf([], 100)).toBe('');
  });

  it('are whole lines of its beginning and its end when it is long', () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `line ${at}`);
    expect(endsOf(lines, 20)).toBe('line 0\nline 1\nline 998\nline 999\n');
  });

  it('are those of a line when it is longer than there is room for', () => {
    const long = `begin ${'x'.repeat(1000)} end`;
    expect(endsOf([long], 20)).toMatch(/^begin x+\nx+ end\n$/);
    expect(endsOf(['one', long, 'two'], 20)).toMatch(/^one\nbegin x+\nx+ end\ntwo\n$/);
    expect(endsOf([long.slice(0, 30)], 20)).toBe(`${long.slice(0, 30)}\n`);
  });

  it('are never more than there is room for, begin as the text does and end as it does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 })), fc.integer({ min: 5, max: 60 }), (lines, room) => {
        const whole = lines.map((line) => `${line}\n`).join('');
        const text = endsOf(lines, room);
        expect(text.length).toBeLessThanOrEqual(2 * room + 1);
        if (whole.length < room) expect(text).toBe(whole);
        const isEnds = (at: number) =>
          whole.startsWith(text.slice(0, at)) &&
          (whole.endsWith(text.slice(at)) || (text[at] === '\n' && whole.endsWith(text.slice(at + 1))));
        expect(Array.from({ length: text.length + 1 }, (_, at) => at).some(isEnds)).toBe(true);
      }),
    );
  });
});
