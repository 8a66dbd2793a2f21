import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';

const DAY = 86_400_000;

/** `gpt-4o retires on 2027-01-14, in 53 days: use gpt-6-luna`; `undefined` for a model that stays. `now` as of Date.now(). */
export function retirementWarning({ id, retirement }: AiModelInfo, now: number): string | undefined {
  if (!retirement) return undefined;
  const advice = retirement.successor === undefined ? '' : `: use ${retirement.successor}`;
  return `${id} ${whenText(retirement.date, now)}${advice}`;
}

function whenText(date: string | undefined, now: number): string {
  const end = date === undefined ? NaN : Date.parse(`${date}T00:00:00Z`);
  if (date === undefined || Number.isNaN(end)) return 'is about to be retired by its provider';
  const days = Math.round((end - Math.floor(now / DAY) * DAY) / DAY);
  // A date is a plan: until the provider stops listing it, the model may still answer.
  if (days < 0) return `was to be retired on ${date}`;
  return `retires on ${date}, ${days === 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`}`;
}
