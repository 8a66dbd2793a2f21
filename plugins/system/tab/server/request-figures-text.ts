import type { StyledText } from 'devmgr/plugin-api';
import type { RequestSummary } from '../../servers/requests/request-log.js';

/** `38/min · p50 4 · p95 9 · p99 12 ms · 2 errors` */
export function requestFiguresText({ perMinute, total }: RequestSummary): StyledText {
  const { p50, p95, p99, errors } = total;
  const isMeasured = p50 !== undefined && p95 !== undefined && p99 !== undefined;
  const times = isMeasured ? [`p50 ${shortNumber(p50)}`, `p95 ${shortNumber(p95)}`, `p99 ${shortNumber(p99)} ms`] : [];
  const said = [`${shortNumber(perMinute)}/min`, ...times].join(' · ');
  if (errors === 0) return said;
  return [{ text: `${said} · ` }, { text: `${errors} error${errors === 1 ? '' : 's'}`, style: 'error' }];
}

/** `3.2`, `41` */
export function shortNumber(value: number): string {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value));
}
