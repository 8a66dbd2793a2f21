import type { TextTools } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import { costText } from '../../providers/view/model-numbers.js';
import { secondsText } from '../../providers/ask/answer-text.js';
import { askedModels } from '../../gateway/record/asked-models.js';
import { timeAndDay } from '../../time-and-day.js';

const WIDEST_CLIENT = 24;

/**
 * A call in a line: `12:03:11 200 OpenAI/Python 1.2  fast → openai/gpt-6-luna · first token 212ms · 1.4s · 12 in, 80 out · $0.00042`. `now`: of
 * another day it has the date too.
 */
export function callLine(
  call: CallRecord,
  { clean, truncate }: Pick<TextTools, 'clean' | 'truncate'>,
  now: number,
): string {
  const { status, client, model, firstTokenMs, durationMs, inputTokens, outputTokens, costUsd } = call;
  const asked = model ?? call.request;
  const target = askedModels(call);
  const names = target === undefined || target === asked ? asked : `${asked} → ${target}`;
  const requests = call.tries.filter(({ outcome }) => outcome !== 'passed-over').length;
  const tries = requests > 1 ? [`${requests} tries`] : [];
  const tokens =
    inputTokens === undefined && outputTokens === undefined ? [] : [`${inputTokens ?? 0} in, ${outputTokens ?? 0} out`];
  const parts = [
    names,
    ...tries,
    ...(firstTokenMs === undefined ? [] : [`first token ${secondsText(firstTokenMs)}`]),
    secondsText(durationMs),
    ...tokens,
    ...(costUsd === undefined ? [] : [costText(costUsd)]),
    ...(call.error === undefined ? [] : [call.error]),
    ...(call.outcome === 'aborted' ? ['left by the client'] : []),
  ];
  const head = `${timeAndDay(call.startedAt, now)} ${status} ${truncate(clean(client), WIDEST_CLIENT)}`;
  return clean(`${head}  ${parts.join(' · ')}`).replaceAll('\n', ' ');
}
