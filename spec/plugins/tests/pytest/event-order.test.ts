import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventOrder } from '../../../../plugins/tests/pytest/event-order.js';
import type { PytestEvent } from '../../../../plugins/tests/pytest/protocol.js';

const event = (n: number): PytestEvent => ({ event: 'deselected', count: n });

/** Delivers numbers by the two ways and gives the order in which they came out. */
function deliver(steps: readonly (readonly ['pipe' | 'file', number])[]): number[] {
  const out: number[] = [];
  const order = new EventOrder((each) => void (each.event === 'deselected' && out.push(each.count)));
  for (const [way, n] of steps) {
    if (way === 'pipe') order.fromPipe(n, event(n));
    else order.fromFile(n, event(n));
  }
  order.finish();
  return out;
}

it('comes out in order, however the two ways are read in between', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.infiniteStream(fc.boolean()), (onPipe, onFile, choose) => {
      const pipe = Array.from({ length: onPipe }, (_, index) => index + 1);
      const file = Array.from({ length: onFile }, (_, index) => onPipe + index + 1);
      const all = [...pipe, ...file];
      const steps: ['pipe' | 'file', number][] = [];
      while (pipe.length + file.length > 0) {
        const fromPipe = file.length === 0 || (pipe.length > 0 && choose.next().value);
        steps.push(fromPipe ? ['pipe', pipe.shift()!] : ['file', file.shift()!]);
      }
      expect(deliver(steps)).toEqual(all);
    }),
  );
});

it('goes on after a lost line, at once on the pipe and at the end in the file', () => {
  expect(
    deliver([
      ['pipe', 1],
      ['pipe', 3],
      ['file', 5],
      ['file', 6],
    ]),
  ).toEqual([1, 3, 5, 6]);
});

it('delivers a line that came twice once', () => {
  expect(
    deliver([
      ['pipe', 1],
      ['pipe', 1],
      ['file', 1],
      ['file', 2],
      ['file', 2],
    ]),
  ).toEqual([1, 2]);
});

it('does not hold back events without a number', () => {
  const out: string[] = [];
  const order = new EventOrder((each) => void out.push(each.event));
  order.fromFile(2, { event: 'end', status: 0 });
  order.fromFile(undefined, { event: 'start', id: 'a' });
  expect(out).toEqual(['start']);
});
