import { processorMs } from './processor-ms.js';

/** What the reference work takes on the machine on which limits are written, when it does nothing else. */
const REFERENCE_MS = 10;
const ROUNDS = 5;

/** What specs measure in small: texts are taken apart and put together, found again and sorted. */
function referenceWork(): number {
  const words = new Map<string, number>();
  for (let round = 0; round < 12; round += 1) {
    const text = Array.from({ length: 2_000 }, (_, at) => `word_${(at * 7919) % 1_009} = value(${at})`).join('\n');
    for (const [, name = ''] of text.matchAll(/(\w+) = \w+\(\d+\)/g)) words.set(name, (words.get(name) ?? 0) + 1);
  }
  return [...words].sort(([a], [b]) => (a < b ? -1 : 1)).length;
}

/** How many times slower than the machine on which limits are written this one is at the moment. */
export interface MachinePace {
  /** For processor time, by the best round: 1 to 5. What is slower than that is no machine to measure on. */
  readonly processor: number;
  /** For time on the clock, in which others have their turns too, of all rounds: `processor` to 10. */
  readonly clock: number;
}

/** Looks how it is now, which takes a tenth of a second or some. */
export function machinePace(): MachinePace {
  referenceWork();
  const started = performance.now();
  const costs = Array.from({ length: ROUNDS }, () => {
    const before = processorMs();
    referenceWork();
    return processorMs() - before;
  });
  const clock = (performance.now() - started) / ROUNDS / REFERENCE_MS;
  const processor = Math.min(5, Math.max(1, Math.min(...costs) / REFERENCE_MS));
  return { processor, clock: Math.min(10, Math.max(processor, clock)) };
}
