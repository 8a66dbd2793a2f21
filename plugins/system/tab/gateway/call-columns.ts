import type { TableColumn, TextStyle } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import { costText } from '../../providers/view/model-numbers.js';
import { timeOfDay } from '../../time-of-day.js';
import { statusStyle } from '../server/request-columns.js';
import { shortNumber } from '../server/request-figures-text.js';

/** When, what was asked of whom, what was answered, how fast and for how much. */
export function callColumns(): TableColumn<CallRecord>[] {
  return [
    { id: 'time', title: 'TIME', width: 8, cell: ({ startedAt }) => [{ text: timeOfDay(startedAt), style: 'muted' }] },
    {
      id: 'model',
      title: 'MODEL',
      width: 'fill',
      cut: 'middle',
      cell: (call) => callNames(call),
      compare: by((call) => callNames(call)),
    },
    {
      id: 'status',
      title: 'ST',
      width: 3,
      cell: (call) => [{ text: String(call.status), style: callStyle(call) }],
      compare: by(({ status }) => status),
    },
    number('first', '1ST', { width: 5, minTableWidth: 52 }, ({ firstTokenMs }) => firstTokenMs),
    number('ms', 'MS', { width: 6 }, ({ durationMs }) => durationMs),
    number('tokens', 'TOKENS', { width: 7, minTableWidth: 62 }, ({ inputTokens, outputTokens }) =>
      inputTokens === undefined && outputTokens === undefined ? undefined : (inputTokens ?? 0) + (outputTokens ?? 0),
    ),
    {
      id: 'cost',
      title: 'COST',
      width: 9,
      align: 'right',
      minTableWidth: 74,
      cell: ({ costUsd }) => (costUsd === undefined ? '' : costText(costUsd)),
      compare: by(({ costUsd }) => costUsd ?? -1),
    },
    {
      id: 'client',
      title: 'CLIENT',
      width: 20,
      minTableWidth: 90,
      cell: ({ client }) => [{ text: client, style: 'muted' }],
      compare: by(({ client }) => client),
    },
  ];
}

/** `fast → openai/gpt-6-luna`; of a request without a model what was asked. */
export function callNames({ model, target, request }: CallRecord): string {
  const asked = model ?? request;
  return target === undefined || target === asked ? asked : `${asked} → ${target}`;
}

export function callStyle({ outcome, status }: CallRecord): TextStyle {
  return outcome === 'aborted' ? 'muted' : outcome === 'failed' ? 'error' : statusStyle(status);
}

function number(
  id: string,
  title: string,
  place: Pick<TableColumn<CallRecord>, 'width' | 'minTableWidth'>,
  value: (call: CallRecord) => number | undefined,
): TableColumn<CallRecord> {
  const text = (amount: number | undefined) => (amount === undefined ? '' : shortNumber(amount));
  return {
    id,
    title,
    ...place,
    align: 'right',
    cell: (call) => text(value(call)),
    compare: by((call) => value(call) ?? -1),
  };
}

function by(value: (call: CallRecord) => number | string): (a: CallRecord, b: CallRecord) => number {
  return (a, b) => (value(a) < value(b) ? -1 : Number(value(a) > value(b)));
}
