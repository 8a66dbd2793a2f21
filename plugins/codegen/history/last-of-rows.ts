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
  const rows: { readonly last: AskedGeneration; readonly ids: string[] }[] = [];
  for (const generation of generations) {
    const row = rows.at(-1);
    if (row && generation.summary.savedAs === undefined && isSameRequest(row.last, generation))
      row.ids.push(generation.summary.id);
    else rows.push({ last: generation, ids: [generation.summary.id] });
  }
  return rows.map(({ last, ids }) => ({ ...last.summary, answers: ids.length, ids }));
}

function isSameRequest(a: AskedGeneration, b: AskedGeneration): boolean {
  return a.prompt === b.prompt && a.summary.target === b.summary.target && a.summary.model === b.summary.model;
}
