import { ndcgAt, recallAt, reciprocalRankAt } from './metrics.js';
import type { BenchQuery, QuerySet, Target } from './query-set.js';
import type { RankedPlace } from './retriever.js';

/** How deep answers are looked at. */
export const depth = 10;

export interface Judgement {
  readonly ndcg: number;
  readonly mrr: number;
  readonly recall: number;
}

/** Compares the answers to a query with what was to be found. */
export function judge(answers: readonly RankedPlace[], query: BenchQuery, by: QuerySet['answers']): Judgement {
  const gains = gainsOf(by === 'file' ? firstOfEachFile(answers) : answers, query.targets);
  const grades = query.targets.map(({ grade }) => grade);
  return {
    ndcg: ndcgAt(depth, gains, grades),
    mrr: reciprocalRankAt(depth, gains),
    recall: recallAt(depth, gains, grades),
  };
}

/**
 * The grade of the target that each answer hits: the best one that no answer before it has hit. A second answer at the same
 * target takes a place and is worth nothing.
 */
export function gainsOf(answers: readonly RankedPlace[], targets: readonly Target[]): readonly number[] {
  const left = new Set([...targets].sort((a, b) => b.grade - a.grade));
  return answers.map((answer) => {
    const target = [...left].find((each) => isHit(answer, each));
    if (target === undefined) return 0;
    left.delete(target);
    return target.grade;
  });
}

function isHit(answer: RankedPlace, target: Target): boolean {
  const { path, startLine = 1, endLine = Infinity } = target;
  return answer.path === path && answer.startLine <= endLine && answer.endLine >= startLine;
}

function firstOfEachFile(answers: readonly RankedPlace[]): readonly RankedPlace[] {
  const seen = new Set<string>();
  return answers.filter(({ path }) => !seen.has(path) && seen.add(path));
}

/** The mean of each figure. */
export function meanOf(judgements: readonly Judgement[]): Judgement {
  const mean = (figure: keyof Judgement) =>
    judgements.reduce((sum, each) => sum + each[figure], 0) / Math.max(1, judgements.length);
  return { ndcg: mean('ndcg'), mrr: mean('mrr'), recall: mean('recall') };
}
