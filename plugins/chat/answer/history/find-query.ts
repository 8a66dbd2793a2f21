import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { ModelRoom } from '../../prompt/model-room.js';
import type { Turn } from '../../prompt/turns.js';
import type { AnswerEvent } from '../answer-event.js';
import { canDoJobs } from '../can-do-jobs.js';
import { needsHistory } from './needs-history.js';
import { joinedQuery, standaloneQuery } from './standalone-query.js';

export interface QueryOptions {
  readonly model: AiLanguageModel;
  readonly room: ModelRoom;
  readonly signal: AbortSignal;
}

/** What the index is asked for a question: the question, unless it needs what was said before. */
export async function* findQuery(
  question: string,
  turns: readonly Turn[],
  { model, room, signal }: QueryOptions,
): AsyncGenerator<AnswerEvent, string, undefined> {
  if (turns.length === 0 || !needsHistory(question)) return question;
  if (!canDoJobs(model, room)) return joinedQuery(question, turns);
  yield { type: 'step', step: { kind: 'rewriting' } };
  return standaloneQuery(question, turns, { model, signal });
}
