import type { QueryState } from '../query/log-query.js';
import { grouped } from './status-text.js';

/** `Logs 18,204 · level ≥ info · api · following` */
export function logsTitle(lines: number, { filter, from, problem }: QueryState, isFollowing: boolean): string {
  return [
    `Logs ${grouped(lines)}`,
    filter.level === 'debug' ? 'every level' : `level ≥ ${filter.level}`,
    ...(filter.source === undefined ? [] : [filter.source]),
    ...(filter.test === undefined ? [] : [`test ${filter.test}`]),
    ...(problem === undefined ? [] : ['filter off']),
    ...(from > 0 ? ['cleared (C shows all)'] : []),
    isFollowing ? 'following' : 'held',
  ].join(' · ');
}
