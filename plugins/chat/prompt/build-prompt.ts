import type { AiMessage } from 'devmgr/plugin-api/contracts/ai';
import type { AnswerRequest } from '../answer/answer-event.js';
import type { ChatSource } from '../conversation/conversation.js';
import { estimateTokens } from './estimate-tokens.js';
import { instructions } from './instructions.js';
import type { ModelRoom } from './model-room.js';
import type { Prompt } from './prompt.js';
import { sourceText } from './source-text.js';

export interface PromptParts {
  readonly request: AnswerRequest;
  /** Best first. */
  readonly sources: readonly ChatSource[];
  readonly project: string;
  readonly room: ModelRoom;
}

/** Of the roles and the marks around a message. */
const perMessage = 8;

/** The messages for a model: as much of what was found as fits. */
export function buildPrompt({ request, sources, project, room }: PromptParts): Prompt {
  const system = instructions(project, request.usesCode && sources.length > 0);
  let used = estimateTokens(system) + estimateTokens(request.question) + 4 * perMessage;
  const attached = request.attachments.flatMap((each) => (each.kind === 'text' ? attachmentText(each) : []));
  used += attached.reduce((sum, text) => sum + estimateTokens(text), 0);
  const kept: ChatSource[] = [];
  for (const source of sources) {
    const tokens = estimateTokens(sourceText(source));
    if (used + tokens > room.input) continue;
    used += tokens;
    kept.push(source);
  }
  const history: AiMessage[] = [];
  let left = request.history.length;
  for (const { role, text } of [...request.history].reverse()) {
    const tokens = estimateTokens(text) + perMessage;
    if (used + tokens > room.input) break;
    used += tokens;
    left -= 1;
    if (text.trim() !== '') history.unshift({ role, text });
  }
  const leftOut = [
    ...(kept.length < sources.length ? [`${sources.length - kept.length} sources`] : []),
    ...(left > 0 ? [`the oldest ${left} messages`] : []),
  ];
  return {
    messages: [
      { role: 'system', text: system },
      ...history,
      ...material([...kept.map(sourceText), ...attached]),
      { role: 'user', text: request.question },
    ],
    sources: kept,
    budget: { used, room: room.input, leftOut },
    maxOutputTokens: room.output,
  };
}

/** Before the question and apart from it, with a word between them: some servers take only turns that alternate. */
function material(texts: readonly string[]): readonly AiMessage[] {
  if (texts.length === 0) return [];
  return [
    { role: 'user', text: texts.join('\n\n') },
    { role: 'assistant', text: 'I have read this. What is the question?' },
  ];
}

function attachmentText({ title, text }: { readonly title: string; readonly text: string }): string {
  return `<attachment title=${JSON.stringify(title)}>\n${text}\n</attachment>`;
}
