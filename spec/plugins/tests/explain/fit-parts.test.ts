import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CapsulePart } from '../../../../plugins/tests/explain/failure-capsule.js';
import { fitParts } from '../../../../plugins/tests/explain/fit-parts.js';

const count = (line: string) => Promise.resolve(Math.ceil(line.length / 4));
const part = (
  kind: CapsulePart['kind'],
  lines: readonly string[],
  keep: CapsulePart['keep'] = 'start',
): CapsulePart => ({
  ...{ kind, title: kind, lines, keep },
});
const many = (count: number, word = 'line') => Array.from({ length: count }, (_, index) => `${word} ${index}`);

it('leaves parts as they are that have room', async () => {
  const parts = [part('failure', ['assert 1 == 2']), part('frames', ['a.py:1', '> 1 | x'])];
  expect(await fitParts(parts, 1_000, count)).toEqual(parts.map((each) => ({ ...each, leftOut: 0 })));
});

it('keeps the end of output and the beginning of the rest, and counts what is left out', async () => {
  const parts = [part('changes', many(500)), part('captured', many(500, 'said'), 'end')];
  const [changes, captured] = await fitParts(parts, 900, count);
  expect(changes?.lines[0]).toBe('line 0');
  expect(captured?.lines.at(-1)).toBe('said 499');
  for (const each of [changes, captured]) expect((each?.lines.length ?? 0) + (each?.leftOut ?? 0)).toBe(500);
});

it('gives what one part does not need to the others, the most important first', async () => {
  const alone = await fitParts([part('frames', many(1_000))], 1_000, count);
  const beside = await fitParts([part('frames', many(1_000)), part('captured', many(1_000), 'end')], 1_000, count);
  expect(alone[0]?.lines.length).toBeGreaterThan(beside[0]?.lines.length ?? Infinity);
  expect(beside[0]?.lines.length).toBeGreaterThan(beside[1]?.lines.length ?? Infinity);
});

it('cuts one line of megabytes in its middle', async () => {
  const [fitted] = await fitParts([part('failure', [`begin${'x'.repeat(5_000_000)}end`, 'next'])], 1_000, count);
  expect(fitted?.lines[0]).toMatch(/^beginx+ … 499\d{4} characters left out … x+end$/);
  expect(fitted?.lines[1]).toBe('next');
});

it('never takes more than there is room for', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          kind: fc.constantFrom('failure', 'comparison', 'frames', 'changes', 'captured', 'server', 'traceback'),
          title: fc.constant('title'),
          lines: fc.array(fc.string({ maxLength: 200 }), { maxLength: 60 }),
          keep: fc.constantFrom('start', 'end'),
        }) as fc.Arbitrary<CapsulePart>,
        { maxLength: 8 },
      ),
      fc.integer({ min: 0, max: 2_000 }),
      async (parts, room) => {
        const fitted = await fitParts(parts, room, count);
        const costs = await Promise.all(fitted.flatMap(({ lines }) => lines).map(count));
        expect(costs.reduce((sum, cost) => sum + cost + 1, 0) + 24 * fitted.length).toBeLessThanOrEqual(room);
        for (const { lines } of fitted) expect(lines).not.toEqual([]);
      },
    ),
  ));
