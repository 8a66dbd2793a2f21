import { type Judgement, meanOf } from '../judge.js';
import type { SetResult } from './run-result.js';
import { textTable } from './text-table.js';

/** What the aim is measured against, and how much better the product should be. */
const reference = 'BM25 stemmed';
const product = 'devmgr';
export const aim = 1.12;

/** NDCG@10 of every set of a task, a column for each way of searching; then the means of all measures. */
export function qualityTable(task: string, sets: readonly SetResult[]): string {
  const names = sets[0]?.results.map(({ name }) => name) ?? [];
  const rows = sets.map(({ set, queries, results }) => {
    const values = names.map((name) => results.find((each) => each.name === name)?.all.ndcg ?? 0);
    return [set, String(queries), ...values.map(digits), ratio(results.map(({ name, all }) => [name, all.ndcg]))];
  });
  const means = names.map((name) => [name, meanOf(allOf(name, sets))] as const);
  const summary = (['ndcg', 'mrr', 'recall'] as const).map((figure) => [
    `mean ${{ ndcg: 'NDCG', mrr: 'MRR', recall: 'recall' }[figure]}@10`,
    '',
    ...means.map(([, mean]) => digits(mean[figure])),
    ratio(means.map(([name, mean]) => [name, mean[figure]])),
  ]);
  return textTable([[`${task}, NDCG@10`, 'queries', ...names, `/ ${reference}`], ...rows, ...summary]);
}

function allOf(name: string, sets: readonly SetResult[]): readonly Judgement[] {
  return sets.flatMap(({ results }) => results.filter((each) => each.name === name).map(({ all }) => all));
}

/** Whether the aim is reached: as a mean, and no project below the reference. */
export function reachesAim(sets: readonly SetResult[]): boolean {
  const mean = (name: string) => meanOf(allOf(name, sets)).ndcg;
  const below = sets.filter(({ results }) => {
    const ndcg = (name: string) => results.find((each) => each.name === name)?.all.ndcg ?? 0;
    return ndcg(product) < ndcg(reference);
  });
  return mean(product) >= aim * mean(reference) && below.length === 0;
}

/** NDCG@10 by kind of query. */
export function kindTable({ set, results }: SetResult): string {
  const kinds = Object.keys(results[0]?.kinds ?? {});
  const rows = kinds.map((kind) => [kind, ...results.map(({ kinds: each }) => digits(each[kind]?.ndcg ?? 0))]);
  const all = ['all', ...results.map(({ all: each }) => digits(each.ndcg))];
  return textTable([[`${set}, NDCG@10`, ...results.map(({ name }) => name)], ...rows, all]);
}

function ratio(values: readonly (readonly [name: string, value: number])[]): string {
  const of = (name: string) => values.find(([each]) => each === name)?.[1] ?? 0;
  return of(reference) > 0 ? `${(of(product) / of(reference)).toFixed(3)}x` : '';
}

function digits(value: number): string {
  return value.toFixed(3);
}
