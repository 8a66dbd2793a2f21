import { attachmentsFor } from '../conversation/attachments-for.js';
import type { ChatState } from '../conversation/chat-state.js';
import type { AssistantMessage } from '../conversation/conversation.js';

/** The document of `devmgr chat --json`. What is not known is left out. */
export function chatDocument({ conversation, budget, storageProblem }: ChatState, answer: AssistantMessage): object {
  const { text, status, error, sources, citations, target, usage, notes, isExtractive } = answer;
  return {
    answer: text,
    status,
    ...(error && { error }),
    sources: sources.map(({ path, startLine, endLine, symbol, score, origin, reasons }) => {
      return { path, startLine, endLine, symbol, score: Math.round(score * 1e6) / 1e6, origin, reasons };
    }),
    attachments: attachmentsFor(conversation, answer).map(({ kind, title, path }) => ({ kind, title, path })),
    citations: citations.map(({ path, startLine, endLine, symbol, written, verified, problem }) => {
      return { path, line: startLine, endLine, symbol, written, verified, problem };
    }),
    provider: target?.providerId,
    model: target?.modelId,
    host: target?.host,
    isExtractive,
    usage: { ...usage },
    budget,
    notes: storageProblem === undefined ? notes : [...notes, `This conversation is not kept: ${storageProblem}`],
    conversation: conversation.id,
  };
}
