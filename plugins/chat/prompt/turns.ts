import type { AiMessage } from 'devmgr/plugin-api/contracts/ai';
import type { ChatMessage } from '../conversation/conversation.js';

/** A question and its answer. */
export interface Turn {
  /** Of the answer. */
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** What an answer that only quoted code is in the prompt: the quotes are of that question, and long. */
const quoted = '(Passages of code were quoted.)';

/** The questions that were answered, oldest first. What came to nothing tells nothing, and every model takes turns. */
export function turnsOf(history: readonly ChatMessage[]): readonly Turn[] {
  return history.flatMap((message, at) => {
    const answer = history[at + 1];
    if (message.role !== 'user' || answer?.role !== 'assistant' || answer.text.trim() === '') return [];
    return [{ id: answer.id, question: message.text, answer: answer.isExtractive ? quoted : answer.text }];
  });
}

export function turnMessages(turns: readonly Turn[]): readonly AiMessage[] {
  return turns.flatMap(({ question, answer }): readonly AiMessage[] => [
    { role: 'user', text: question },
    { role: 'assistant', text: answer },
  ]);
}
