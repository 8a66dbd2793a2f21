import type { SetResult } from './run-result.js';
import { textTable } from './text-table.js';

/** What the indexes cost. */
export function figuresTable(sets: readonly SetResult[]): string {
  const head = ['set', 'files', 'chunks', 'index s', 'files/s', 'database MB', 'p50 ms', 'p95 ms', 'peak RSS MB'];
  const rows = sets.map(({ set, task, figures }) => {
    const { files, chunks, indexSeconds, sizeBytes, p50Ms, p95Ms, rssBytes } = figures;
    const costs = [indexSeconds.toFixed(2), (files / indexSeconds).toFixed(0), megabytes(sizeBytes)];
    const search = [p50Ms.toFixed(1), p95Ms.toFixed(1), megabytes(rssBytes)];
    return [`${set} ${task}`, String(files), String(chunks), ...costs, ...search];
  });
  return textTable([head, ...rows]);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
