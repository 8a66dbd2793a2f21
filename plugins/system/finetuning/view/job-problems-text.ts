import type { FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';

/** Whose jobs could not be listed: `! openai: the key was refused`. Empty when all could. */
export function jobProblemsText({ problems }: Pick<FineTuningState, 'problems'>): string {
  const [first] = problems;
  if (!first) return '';
  const more = problems.length > 1 ? ` (+${problems.length - 1})` : '';
  return `! ${first.adapterId}: ${first.message}${more}`;
}
