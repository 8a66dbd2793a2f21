import type { CallRecord } from '../../gateway/record/call-record.js';
import { secondsText } from '../../providers/ask/answer-text.js';
import { costText } from '../../providers/view/model-numbers.js';

/** All that is kept of a call, for people. */
export function callDetails(call: CallRecord): string {
  const { id, startedAt, client, request, model, route, target, status, outcome, isStream, tries, error } = call;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['call', id],
    ['time', new Date(startedAt).toISOString()],
    ['client', client],
    ['request', `${request}${isStream ? ', streamed' : ''}`],
    ['model', model],
    ['route', route],
    ['answered by', target],
    ['status', `${status} ${outcome}`],
    ['error', error],
    ['took', figures(call)],
  ];
  const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(12)}${inLine(value)}`]));
  const asked = tries.map(
    (each) =>
      `  ${inLine(each.target)}  ${each.outcome}  ${secondsText(each.durationMs)}${each.reason === undefined ? '' : `  ${inLine(each.reason)}`}`,
  );
  return [...lines, ...(asked.length > 0 ? ['asked in turn', ...asked] : []), ...texts(call)].join('\n');
}

/** Names come from clients and reasons from providers: with line breaks they could say what was never asked. */
function inLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function figures({ firstTokenMs, durationMs, inputTokens, outputTokens, costUsd }: CallRecord): string {
  return [
    secondsText(durationMs),
    ...(firstTokenMs === undefined ? [] : [`first token ${secondsText(firstTokenMs)}`]),
    ...(inputTokens === undefined ? [] : [`${inputTokens} tokens in`]),
    ...(outputTokens === undefined ? [] : [`${outputTokens} out`]),
    ...(costUsd === undefined ? [] : [costText(costUsd)]),
  ].join(' · ');
}

function texts({ sent, said }: CallRecord): readonly string[] {
  if (sent === undefined && said === undefined)
    return ['', 'Prompt and answer were not kept. Keep them from now on: devmgr gateway --record texts'];
  return [...(sent === undefined ? [] : ['', 'sent', pretty(sent)]), ...(said === undefined ? [] : ['', 'said', said])];
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
