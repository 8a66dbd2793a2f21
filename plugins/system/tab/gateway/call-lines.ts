import type { StyledText } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import { costText } from '../../providers/view/model-numbers.js';
import { shortDuration } from '../../servers/short-duration.js';
import { timeAndDay } from '../../time-and-day.js';
import { shortNumber } from '../server/request-figures-text.js';
import { callNames, callStyle } from './call-columns.js';
import type { ShownCall } from './shown-call.js';

/** All that is known of a call, one line each: who was asked in turn, and why the next one. `now`: in milliseconds since the epoch. */
export function callLines(call: ShownCall, now: number): StyledText[] {
  const { id, request, client, startedAt, route, isStream } = call;
  return [
    [{ text: callNames(call), style: 'strong' }],
    ...(call.progress === undefined ? endLines(call) : [goingOn(call)]),
    ...(route === undefined ? [] : [[muted('route   '), { text: route }]]),
    [muted('request '), { text: `${request}${isStream ? ', streamed' : ''}` }],
    [muted('came at '), { text: `${timeAndDay(startedAt, now)} from ${client}` }],
    [muted('id      '), { text: id }],
  ];
}

function goingOn({ progress = '', durationMs, firstTokenMs }: ShownCall): StyledText {
  const first = firstTokenMs === undefined ? '' : ` · first token ${shortNumber(firstTokenMs)} ms`;
  return [{ text: progress, style: 'info' }, { text: `${first} · for ${shortDuration(durationMs)}` }];
}

function endLines(call: CallRecord): StyledText[] {
  const { status, outcome, error, tries } = call;
  return [
    [{ text: `${status} ${outcome}`, style: callStyle(call) }, { text: figures(call) }],
    ...(error === undefined ? [] : [[{ text: error, style: 'error' as const }]]),
    ...tries.map(({ target, outcome: end, reason, durationMs }) => [
      muted(`${shortNumber(durationMs)} ms  `.padStart(11)),
      { text: `${target} ${end}` },
      { text: reason === undefined ? '' : `: ${reason}` },
    ]),
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
