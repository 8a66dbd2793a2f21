import type { AnswerQuestion } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';
import type { Summaries } from './history/summaries.js';

/** Makes what answers questions about the project. What it needs is loaded with the first question. */
export function createAnswerQuestion(parts: AnswerParts): AnswerQuestion {
  // They outlive a question.
  let summaries: Summaries | undefined;
  return async function* answerQuestion(request, { signal }) {
    try {
      const { streamAnswer } = await import('./stream-answer.js');
      summaries ??= new (await import('./history/summaries.js')).Summaries();
      yield* streamAnswer({ ...parts, summaries }, request, signal);
    } catch (error) {
      // What was under way when somebody stopped it fails in its own way.
      if (!signal.aborted) throw error;
    }
  };
}
