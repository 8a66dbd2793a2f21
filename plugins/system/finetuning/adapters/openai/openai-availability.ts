import type { FineTuningAvailability } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** OpenAI's page of deprecations: announced on 2026-05-07. */
const END = Date.parse('2027-01-06T00:00:00Z');
export const ELSEWHERE = 'Train on this machine ([tool.devmgr.finetune.local]) or with Together';

/** What OpenAI lets people do at `now`, in milliseconds since the epoch. */
export function openAiAvailability(now: number): FineTuningAvailability {
  if (now >= END)
    return {
      kind: 'read-only',
      reason: 'OpenAI takes no new fine-tuning jobs since 2027-01-06',
      hint: ELSEWHERE,
    };
  return {
    kind: 'ready',
    notice:
      'OpenAI ends fine-tuning: nobody can create jobs from 2027-01-06 on, and since 2026-07-02 only accounts that used a fine-tuned model lately',
  };
}

/** Of a 403 that answers a new job. */
export const closedReason =
  'Since 2026-07-02 OpenAI takes jobs only of accounts that used a fine-tuned model lately; from 2027-01-06 on of nobody';
