import { expectCost } from './expect-cost.js';
import { processorMs } from './processor-ms.js';

/**
 * Expects that work takes less than `ms` milliseconds of processor time of this process, by the rules of `expectCost`, and returns what it returns.
 * The limit is to catch what takes quadratic or exponential time: at least five times what the work takes on a quiet machine.
 */
export async function expectQuick<Result>(
  ms: number,
  work: () => Result | Promise<Result>,
  what?: string,
): Promise<Result> {
  let result!: Result;
  const measure = async () => {
    const before = processorMs();
    result = await work();
    return processorMs() - before;
  };
  await expectCost(ms, measure, what);
  return result;
}
