import type { QueryState } from '../query/log-query.js';
import { hasText } from '../query/text-query.js';

const NOTHING_SAID = 'Nothing to show: what devmgr, the servers and the tests say comes here.';
const KEYS = 'l level · o source · / filter';

/** What stands in the empty list: why it is empty, and which keys change that. `isAnySaid`: the log has entries. */
export function emptyText({ filter, from, problem, isScanning }: QueryState, isAnySaid: boolean): string {
  if (!isAnySaid) return `${NOTHING_SAID} ${KEYS}`;
  if (isScanning) return 'Searching…';
  const level = filter.level === 'debug' ? [] : [`level ≥ ${filter.level}`];
  const source = filter.source === undefined ? [] : [`source ${filter.source}`];
  const text = hasText(filter.text) && problem === undefined ? ['the filter'] : [];
  const test = filter.test === undefined ? [] : [`the test ${filter.test}`];
  const wanted = [...text, ...test, ...level, ...source].join(', ');
  return [
    ...(problem === undefined ? [] : [`The filter is off: ${problem}.`]),
    wanted === '' ? 'Nothing to show.' : `Nothing matches ${wanted}.`,
    ...(from > 0 ? ['The view was cleared: C shows all.'] : []),
    ...(hasText(filter.text) || filter.test !== undefined ? ['Esc clears the filter ·'] : []),
    KEYS,
  ].join(' ');
}
