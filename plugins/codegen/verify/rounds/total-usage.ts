import type { AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';

/** What several answers took together. */
export interface TotalUsage {
  readonly usage: AiUsage;
  readonly durationMs: number;
}

/** Of all answers; what is not known of one counts as nothing, what is known of none is not known. Pure. */
export function totalUsage(generations: readonly Pick<Generation, 'usage' | 'durationMs'>[]): TotalUsage {
  const usages = generations.map(({ usage }) => usage);
  return {
    usage: {
      inputTokens: sum(usages.map(({ inputTokens }) => inputTokens)),
      outputTokens: sum(usages.map(({ outputTokens }) => outputTokens)),
      costUsd: sum(usages.map(({ costUsd }) => costUsd)),
    },
    durationMs: generations.reduce((all, { durationMs }) => all + durationMs, 0),
  };
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : known.reduce((all, number) => all + number, 0);
}
