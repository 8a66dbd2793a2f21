import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SelectedEntries } from '../../../../plugins/logs/query/selected-entries.js';

const all = (lines: SelectedEntries) =>
  Array.from({ length: lines.end - lines.first }, (_, index) => lines.at(lines.first + index));

it('never gives a line another entry, whatever comes and goes', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('newer' as const), count: fc.nat(5) }),
    fc.record({ kind: fc.constant('older' as const), count: fc.nat(5) }),
    fc.record({ kind: fc.constant('drop' as const), count: fc.nat(8) }),
    fc.record({ kind: fc.constant('take back' as const), count: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const lines = new SelectedEntries(1000);
      let model: number[] = [];
      let [oldest, newest] = [1000, 1000];
      let hasDropped = false;
      const given = new Map<number, number | undefined>();
      for (const { kind, count } of steps) {
        if (kind === 'newer') {
          const seqs = Array.from({ length: count }, () => (newest += 2));
          lines.addNewer(seqs);
          model.push(...seqs);
        } else if (kind === 'older' && !hasDropped) {
          const seqs = Array.from({ length: count }, (_, index) => oldest - 2 * (count - index));
          oldest -= 2 * count;
          lines.addOlder(seqs);
          model.unshift(...seqs);
        } else if (kind === 'drop') {
          hasDropped = true;
          const before = (model[count] ?? newest) + 1;
          lines.dropBefore(before);
          model = model.filter((seq) => seq >= before);
        } else if (kind === 'take back' && model.length > count) {
          const from = Math.max(1001, model.at(-1 - count) ?? 0);
          lines.takeBackFrom(from);
          model = model.filter((seq) => seq < from);
          for (const [line, seq] of given) if ((seq ?? 0) >= from) given.delete(line);
          newest += 2;
        }
        expect(all(lines)).toEqual(model);
        for (let line = lines.first; line < lines.end; line += 1) {
          if (given.has(line)) expect(lines.at(line)).toBe(given.get(line));
          given.set(line, lines.at(line));
          expect(lines.lineOf(lines.at(line) ?? 0)).toBe(line);
          expect(lines.lineOf((lines.at(line) ?? 0) - 1)).toBe(line);
        }
        expect(lines.at(lines.first - 1)).toBeUndefined();
        expect(lines.at(lines.end)).toBeUndefined();
      }
    }),
  );
});

it('keeps what is left of a million', () => {
  const lines = new SelectedEntries(0);
  for (let seq = 0; seq < 1_000_000; seq += 1) {
    lines.addNewer([seq]);
    lines.dropBefore(seq - 99);
  }
  expect([lines.first, lines.end, lines.at(999_950)]).toEqual([999_900, 1_000_000, 999_950]);
});
