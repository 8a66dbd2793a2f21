import fc from 'fast-check';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import { JoinedDeltas } from '../../../../plugins/chat/conversation/joined-deltas.js';

it('hands on the first piece at once and joins those that follow', () => {
  const clock = new FakeClock(1_000);
  const published: string[] = [];
  const deltas = new JoinedDeltas(clock, (text) => published.push(text));
  for (const text of ['a', 'b', 'c']) deltas.add(text);
  expect(published).toEqual(['a']);
  clock.advance(29);
  expect(published).toEqual(['a']);
  clock.advance(1);
  expect(published).toEqual(['a', 'bc']);
  deltas.add('d');
  deltas.flush();
  expect(published).toEqual(['a', 'bc', 'd']);
  expect(clock.pending).toBe(0);
});

it('loses nothing, and hands on at most one piece in 30 ms', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.integer({ min: 0, max: 20 }))), (pieces) => {
      const clock = new FakeClock(1_000);
      const published: { readonly text: string; readonly at: number }[] = [];
      const deltas = new JoinedDeltas(clock, (text) => published.push({ text, at: clock.now() }));
      for (const [text, wait] of pieces) {
        deltas.add(text);
        clock.advance(wait);
      }
      clock.advance(30);
      expect(published.map(({ text }) => text).join('')).toBe(pieces.map(([text]) => text).join(''));
      for (const [place, { at }] of published.entries())
        expect(at - (published[place - 1]?.at ?? -Infinity)).toBeGreaterThanOrEqual(30);
      expect(clock.pending).toBe(0);
    }),
  );
});
