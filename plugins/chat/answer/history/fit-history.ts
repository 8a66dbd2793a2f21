import type { AiLanguageModel, AiMessage } from 'devmgr/plugin-api/contracts/ai';
import type { CountTokens } from '../../prompt/count-tokens.js';
import { fitTurns } from '../../prompt/fit-turns.js';
import type { FittedHistory } from '../../prompt/fitted-history.js';
import type { ModelRoom } from '../../prompt/model-room.js';
import { turnMessages, type Turn } from '../../prompt/turns.js';
import type { AnswerEvent } from '../answer-event.js';
import { canDoJobs } from '../can-do-jobs.js';
import type { Summaries } from './summaries.js';

export interface HistoryOptions {
  readonly model: AiLanguageModel;
  readonly room: ModelRoom;
  readonly summaries: Summaries;
  readonly countTokens: CountTokens;
  readonly signal: AbortSignal;
}

/** Of the room of a model, for what was said word for word, and in short. */
const share = { turns: 0.3, summary: 0.1 };
const perMessage = 8;

/** What was said, the newest word for word; what does not fit in short, where the model can do that, else it is left out. */
export async function* fitHistory(
  turns: readonly Turn[],
  { model, room, summaries, countTokens, signal }: HistoryOptions,
): AsyncGenerator<AnswerEvent, FittedHistory, undefined> {
  const { recent, older, tokens } = await fitTurns(turns, room.input * share.turns, countTokens);
  const messages = turnMessages(recent);
  if (older.length === 0) return { messages, tokens, leftOut: [] };
  const cut: FittedHistory = { messages, tokens, leftOut: [`the oldest ${2 * older.length} messages`] };
  if (!canDoJobs(model, room)) return cut;
  yield { type: 'step', step: { kind: 'summarising' } };
  const summary = await summaries.of(older, { model, room, countTokens, signal });
  if (summary === undefined) return cut;
  const before = inShort(summary);
  const needed = (await countTokens(summary)) + 4 * perMessage;
  if (needed > room.input * share.summary) return cut;
  return { messages: [...before, ...messages], tokens: tokens + needed, leftOut: [] };
}

function inShort(summary: string): readonly AiMessage[] {
  return [
    { role: 'user', text: `What we said before, in short:\n${summary}` },
    { role: 'assistant', text: 'I remember.' },
  ];
}
