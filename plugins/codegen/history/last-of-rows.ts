import type { GenerationSummary } from './generation-history.js';

export interface AskedGeneration {
  readonly summary: GenerationSummary;
  /** All of it, as far as it is known. */
  readonly prompt: string;
}

/**
 * Of answers in a row to the same prompt for the same file by the same model only the last one, with their number; one that was saved stays.
 * Newest first. Pure.
 */
export function lastOfRows(generations: readonly AskedGeneration[]): readonly GenerationSummary[] {
  const rows: { readonly last: AskedGeneration; answers: number }[] = [];
  for (const generation of generations) {
    const row = rows.at(-1);
    if (row && generation.summary.savedAs === undefined && isSameRequest(row.last, generation)) row.answers += 1;
    else rows.push({ last: generation, answers: 1 });
  }
  return rows.map(({ last, answers }) => ({ ...last.summary, answers }));
}

function isSameRequest(a: AskedGeneration, b: AskedGeneration): boolean {
  return a.prompt === b.prompt && a.summary.target === b.summary.target && a.summary.model === b.summary.model;
}
