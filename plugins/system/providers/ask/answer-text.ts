import { DevmgrError } from 'devmgr/plugin-api';
import type { AiUsage } from 'devmgr/plugin-api/contracts/ai';
import { costText } from '../view/model-numbers.js';
import type { Answer, FailedAttempt } from './answer.js';
import { targetText } from './target-text.js';

/** Why a request failed, and when it is sent again: `openai: too many requests; again in 2s`. */
export function attemptText({ error, retryInMs }: FailedAttempt): string {
  return retryInMs === undefined ? error.message : `${error.message}; again in ${secondsText(retryInMs)}`;
}

/**
 * The line under an answer: `openai gpt-6-luna · 12 tokens in, 34 out · $0.00042 · first token 212ms · 1.4s`. What went
 * otherwise than it should stands before it: `stopped · …`.
 */
export function summaryText({ target, end, firstTokenMs }: Answer): string {
  const first = firstTokenMs === undefined ? [] : [`first token ${secondsText(firstTokenMs)}`];
  const who = target === undefined ? [] : [targetText(target)];
  if (!end) return [...who, ...first].join(' · ');
  const { costUsd } = end.usage;
  const cost = costUsd === undefined ? [] : [costText(costUsd)];
  return [
    ...reasonText(end.reason),
    ...who,
    ...tokensText(end.usage),
    ...cost,
    ...first,
    secondsText(end.afterMs),
  ].join(' · ');
}

/** What a failure says, and what to do: one line each. */
export function failureLines(error: unknown): readonly string[] {
  const message = error instanceof Error ? error.message : String(error);
  const hint = DevmgrError.isInstance(error) ? error.hint : undefined;
  return hint === undefined ? [message] : [message, hint];
}

/** `8ms`, `950ms`, `2s`, `1.4s`. */
export function secondsText(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))}ms`;
  return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')}s`;
}

function reasonText(reason: NonNullable<Answer['end']>['reason']): readonly string[] {
  switch (reason) {
    case 'stop':
      return [];
    case 'length':
      return ['cut off at the limit of tokens'];
    case 'content-filter':
      return ["withheld by the provider's filter"];
    case 'aborted':
      return ['stopped'];
  }
}

/** Servers that do not count say 0. */
function tokensText({ inputTokens, outputTokens }: AiUsage): readonly string[] {
  if ((inputTokens ?? 0) === 0 && (outputTokens ?? 0) === 0) return [];
  const parts = [
    ...(inputTokens === undefined ? [] : [`${inputTokens} in`]),
    ...(outputTokens === undefined ? [] : [`${outputTokens} out`]),
  ];
  return [`tokens ${parts.join(', ')}`];
}
