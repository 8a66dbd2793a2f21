import type { CallRecord } from './call-record.js';
import type { CallTry } from './call-trace.js';
import type { Row } from './sqlite-connection.js';

/** Columns of the table `call` in the order of `callValues`. */
export const callColumns = [
  'id',
  'started_at',
  'client',
  'request',
  'model',
  'route',
  'target',
  'tries',
  'status',
  'outcome',
  'is_stream',
  'first_token_ms',
  'duration_ms',
  'input_tokens',
  'output_tokens',
  'cost_usd',
  'error',
] as const;

/** What is written of a call, texts apart. */
export function callValues(record: CallRecord): readonly (string | number | null)[] {
  const { id, startedAt, client, request, model, route, target, tries, status, outcome, isStream } = record;
  const { firstTokenMs, durationMs, inputTokens, outputTokens, costUsd, error } = record;
  const numbers = [firstTokenMs, durationMs, inputTokens, outputTokens, costUsd].map((value) => value ?? null);
  const names = [client, request, model ?? null, route ?? null, target ?? null];
  return [id, startedAt, ...names, JSON.stringify(tries), status, outcome, Number(isStream), ...numbers, error ?? null];
}

/** A row of `call`, with `sent` and `said` where they were asked for. */
export function callOf(row: Row): CallRecord {
  const text = (column: string) => (typeof row[column] === 'string' ? row[column] : undefined);
  const number = (column: string) => (typeof row[column] === 'number' ? row[column] : undefined);
  return {
    id: text('id') ?? '',
    startedAt: number('started_at') ?? 0,
    client: text('client') ?? '',
    request: text('request') ?? '',
    model: text('model'),
    route: text('route'),
    target: text('target'),
    tries: triesOf(text('tries')),
    status: number('status') ?? 0,
    outcome: (text('outcome') ?? 'failed') as CallRecord['outcome'],
    isStream: row['is_stream'] === 1,
    firstTokenMs: number('first_token_ms'),
    durationMs: number('duration_ms') ?? 0,
    inputTokens: number('input_tokens'),
    outputTokens: number('output_tokens'),
    costUsd: number('cost_usd'),
    error: text('error'),
    sent: text('sent'),
    said: text('said'),
  };
}

/** What cannot be read any more does not keep a call from being shown. */
function triesOf(text = '[]'): readonly CallTry[] {
  try {
    const tries: unknown = JSON.parse(text);
    return Array.isArray(tries) ? (tries as readonly CallTry[]) : [];
  } catch {
    return [];
  }
}
