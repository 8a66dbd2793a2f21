import type { StyledText } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import { costText } from '../../providers/view/model-numbers.js';
import { timeOfDay } from '../../time-of-day.js';
import { shortNumber } from '../server/request-figures-text.js';
import { callNames, callStyle } from './call-columns.js';

/** All that is known of a call, one line each: who was asked in turn, and why the next one. */
export function callLines(call: CallRecord): StyledText[] {
  const { id, request, status, outcome, error, client, startedAt, route, tries, isStream } = call;
  return [
    [{ text: callNames(call), style: 'strong' }],
    [{ text: `${status} ${outcome}`, style: callStyle(call) }, { text: figures(call) }],
    ...(error === undefined ? [] : [[{ text: error, style: 'error' as const }]]),
    ...tries.map(({ target, outcome: end, reason, durationMs }) => [
      muted(`${shortNumber(durationMs)} ms  `.padStart(11)),
      { text: `${target} ${end}` },
      { text: reason === undefined ? '' : `: ${reason}` },
    ]),
    ...(route === undefined ? [] : [[muted('route   '), { text: route }]]),
    [muted('request '), { text: `${request}${isStream ? ', streamed' : ''}` }],
    [muted('came at '), { text: `${timeOfDay(startedAt)} from ${client}` }],
    [muted('id      '), { text: id }],
  ];
}

function figures({ durationMs, firstTokenMs, inputTokens, outputTokens, costUsd }: CallRecord): string {
  const said = [
    ...(firstTokenMs === undefined ? [] : [`first token ${shortNumber(firstTokenMs)} ms`]),
    `${shortNumber(durationMs)} ms`,
    ...(inputTokens === undefined ? [] : [`${inputTokens} tokens in`]),
    ...(outputTokens === undefined ? [] : [`${outputTokens} out`]),
    ...(costUsd === undefined ? [] : [costText(costUsd)]),
  ];
  return said.map((part) => ` · ${part}`).join('');
}

function muted(text: string) {
  return { text, style: 'muted' as const };
}
