import type { AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type { ChatAnswerEvent, ChatAnswerSource } from 'devmgr/plugin-api/contracts/chat';
import type { JsonObject } from '../gateway-protocol.js';

type End = Extract<ChatAnswerEvent, { readonly type: 'answer-end' }>;

/** What was made known of an answer until now. */
export interface ChatAnswer {
  readonly sources: readonly ChatAnswerSource[];
  readonly notes: readonly string[];
  readonly text: string;
  readonly reasoning: string;
  readonly end: End | undefined;
}

export const noAnswer: ChatAnswer = { sources: [], notes: [], text: '', reasoning: '', end: undefined };

export function applyAnswerEvent(answer: ChatAnswer, event: ChatAnswerEvent): ChatAnswer {
  switch (event.type) {
    case 'sources':
      return { ...answer, sources: event.sources };
    case 'note':
      return { ...answer, notes: [...answer.notes, event.message] };
    case 'text-delta':
      return { ...answer, text: answer.text + event.text };
    case 'reasoning-delta':
      return { ...answer, reasoning: answer.reasoning + event.text };
    case 'answer-end':
      return { ...answer, end: event };
    default:
      return answer;
  }
}

const finishReasons = { stop: 'stop', length: 'length', 'content-filter': 'content_filter', aborted: 'stop' } as const;

/** As OpenAI has it. */
export function finishReason({ reason }: End): string {
  return finishReasons[reason];
}

export function sourceDocuments(sources: readonly ChatAnswerSource[], redact: (text: string) => string) {
  return sources.map(({ path, startLine, endLine, symbol, score, origin, reasons, text }): JsonObject => {
    const rounded = Math.round(score * 1e6) / 1e6;
    return { path, startLine, endLine, symbol, score: rounded, origin, reasons, text: redact(text) };
  });
}

export function citationDocuments({ citations }: Pick<End, 'citations'>): readonly JsonObject[] {
  return citations.map(({ path, startLine, endLine, symbol, written, verified, problem }) => {
    return { path, line: startLine, endLine, symbol, written, verified, problem };
  });
}

/** OpenAI has numbers in any case: 0 where nobody has counted. */
export function usageDocument({ inputTokens = 0, outputTokens = 0 }: AiUsage): JsonObject {
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
}
