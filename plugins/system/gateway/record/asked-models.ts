import type { CallRecord } from './call-record.js';

/** Who answered a call; of one that nobody answered all who were asked, in turn: `openai/a, anthropic/b`. `undefined`: nobody was. */
export function askedModels({ target, tries, outcome }: Pick<CallRecord, 'target' | 'tries' | 'outcome'>) {
  if (outcome === 'answered') return target;
  const asked = tries.filter((each) => each.outcome !== 'passed-over').map((each) => each.target);
  return asked.length > 0 ? [...new Set(asked)].join(', ') : target;
}
