import type { TranslatedUsage } from '../translation.js';

/** Tokens as they are counted apart; `undefined`: not told. Input is what was neither read from a cache nor written to one. */
export interface AnswerUsage {
  readonly input?: number | undefined;
  readonly cacheRead?: number | undefined;
  readonly cacheWrite?: number | undefined;
  /** Reasoning included. */
  readonly output?: number | undefined;
  readonly reasoning?: number | undefined;
}

/** A later report replaces an earlier one field by field. */
export function mergedUsage(earlier: AnswerUsage, later: AnswerUsage): AnswerUsage {
  const told = Object.entries(later).filter(([, count]) => count !== undefined);
  return { ...earlier, ...Object.fromEntries(told) };
}

/** Everything that was read, or `undefined` when nobody told it. */
export function allInput({ input, cacheRead, cacheWrite }: AnswerUsage): number | undefined {
  if (input === undefined && cacheRead === undefined && cacheWrite === undefined) return undefined;
  return (input ?? 0) + (cacheRead ?? 0) + (cacheWrite ?? 0);
}

export function translatedUsage(usage: AnswerUsage): TranslatedUsage {
  const inputTokens = allInput(usage);
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(usage.output !== undefined && { outputTokens: usage.output }),
  };
}
