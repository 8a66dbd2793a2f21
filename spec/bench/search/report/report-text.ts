import { figuresTable } from './figures-table.js';
import { aim, kindTable, qualityTable, reachesAim } from './quality-table.js';
import type { SetResult } from './run-result.js';

/** Everything that was measured, for people. */
export function reportText(results: readonly SetResult[]): string {
  const tasks = [...new Set(results.map(({ task }) => task))];
  const tables = tasks.flatMap((task) => {
    const sets = results.filter((each) => each.task === task);
    const kinds = sets.filter((each) => Object.keys(each.results[0]?.kinds ?? {}).length > 1);
    return [qualityTable(task, sets), ...kinds.map(kindTable), ...verdict(task, sets)];
  });
  return [...tables, figuresTable(results)].join('\n');
}

function verdict(task: string, sets: readonly SetResult[]): readonly string[] {
  if (task === 'labelled' || !sets[0]?.results.some(({ name }) => name.startsWith('BM25'))) return [];
  const outcome = reachesAim(sets) ? 'reached' : 'MISSED';
  return [`aim for ${task}: at least ${aim}x the stemmed BM25 as a mean, no project below it: ${outcome}\n`];
}
