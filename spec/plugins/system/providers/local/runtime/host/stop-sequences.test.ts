import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StopSequences } from '../../../../../../../plugins/system/providers/local/runtime/host/stop-sequences.js';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });

function run(pieces: readonly string[], sequences: readonly string[]) {
  const emitted: string[] = [];
  const stops = new StopSequences(sequences, (text) => emitted.push(text));
  for (const piece of pieces) stops.push(piece);
  stops.finish();
  return { text: emitted.join(''), found: stops.found, emitted };
}

it('ends before the first sequence, however the text is divided', () => {
  const sequences = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(letters), sequences, (pieces, stops) => {
      const whole = run([pieces.join('')], stops);
      const first = Math.min(...stops.map((stop) => pieces.join('').indexOf(stop)).filter((place) => place >= 0));
      expect(whole.text).toBe(first === Infinity ? pieces.join('') : pieces.join('').slice(0, first));
      const divided = run(pieces, stops);
      expect(divided.found).toBe(whole.found);
      // Divided, one that ends earlier may be seen before a longer one that begins earlier.
      expect(whole.text.startsWith(divided.text) || divided.text.startsWith(whole.text)).toBe(true);
      for (const stop of stops) expect(divided.text).not.toContain(stop);
    }),
  );
});

it('holds back only what may be the beginning of one', () => {
  expect(run(['one STO', 'RE and STOP here', ' more'], ['STOP']).emitted).toEqual(['one ', 'STORE and ']);
  expect(run(['one STO'], ['STOP']).emitted).toEqual(['one ', 'STO']);
  expect(run(['one', ' two'], []).emitted).toEqual(['one', ' two']);
});
