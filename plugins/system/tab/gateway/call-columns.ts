import type { TableColumn, TextStyle } from 'devmgr/plugin-api';
import { askedModels } from '../../gateway/record/asked-models.js';
import { costText } from '../../providers/view/model-numbers.js';
import { timeOfDay } from '../../time-of-day.js';
import { statusStyle } from '../server/request-columns.js';
import { shortNumber } from '../server/request-figures-text.js';
import type { ShownCall } from './shown-call.js';

/** When, what was asked of whom, what was answered, how fast and for how much. */
export function callColumns(): TableColumn<ShownCall>[] {
  return [
    { id: 'time', title: 'TIME', width: 8, cell: ({ startedAt }) => [{ text: timeOfDay(startedAt), style: 'muted' }] },
    {
      id: 'model',
      title: 'MODEL',
      width: 'fill',
      cut: 'middle',
      cell: (call) => [
        { text: callNames(call) },
        ...(call.progress === undefined ? [] : [{ text: ` · ${call.shortProgress}`, style: 'info' as const }]),
      ],
      compare: by((call) => callNames(call)),
    },
    {
      id: 'status',
      title: 'ST',
      width: 3,
      cell: (call) => [{ text: call.progress === undefined ? String(call.status) : '…', style: callStyle(call) }],
      compare: by((call) => (call.progress === undefined ? call.status : 0)),
    },
    number('first', '1ST', { width: 5, minTableWidth: 52 }, ({ firstTokenMs }) => firstTokenMs),
    number('ms', 'MS', { width: 6 }, ({ durationMs }) => durationMs),
    number('tokens', 'TOKENS', { width: 7, minTableWidth: 62 }, tokens),
    {
      id: 'cost',
      title: 'COST',
      width: 10,
      align: 'right',
      minTableWidth: 74,
      cell: (call) => (cost(call) === undefined ? '' : costText(cost(call) ?? 0).replace('under ', '<')),
      compare: by((call) => cost(call) ?? -1),
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

/** `fast → openai/gpt-6-luna`; of a request without a model what was asked; all that were asked where nobody answered. */
export function callNames(call: ShownCall): string {
  const asked = call.model ?? call.request;
  const target = call.progress === undefined ? askedModels(call) : call.target;
  return target === undefined || target === asked ? asked : `${asked} → ${target}`;
}

export function callStyle(call: ShownCall): TextStyle {
  if (call.progress !== undefined) return 'info';
  const { outcome, status } = call;
  return outcome === 'aborted' ? 'muted' : outcome === 'failed' ? 'error' : statusStyle(status);
}

function tokens(call: ShownCall): number | undefined {
  const { outputTokens } = call;
  const inputTokens = call.progress === undefined ? call.inputTokens : undefined;
  return inputTokens === undefined && outputTokens === undefined ? undefined : (inputTokens ?? 0) + (outputTokens ?? 0);
}

function cost(call: ShownCall): number | undefined {
  return call.progress === undefined ? call.costUsd : undefined;
}

function number(
  id: string,
  title: string,
  place: Pick<TableColumn<ShownCall>, 'width' | 'minTableWidth'>,
  value: (call: ShownCall) => number | undefined,
): TableColumn<ShownCall> {
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

function by(value: (call: ShownCall) => number | string): (a: ShownCall, b: ShownCall) => number {
  return (a, b) => (value(a) < value(b) ? -1 : Number(value(a) > value(b)));
}
