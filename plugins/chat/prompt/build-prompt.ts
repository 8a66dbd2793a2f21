import { DevmgrError } from 'devmgr/plugin-api';
import type { AiMessage, AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { AnswerRequest } from '../answer/answer-event.js';
import type { SourceCandidate } from '../answer/sources/source-candidate.js';
import { chooseSources } from './choose-sources.js';
import type { CountTokens } from './count-tokens.js';
import { fitAttachments, textAttachments } from './fit-attachments.js';
import { fitImages } from './fit-images.js';
import type { FittedHistory } from './fitted-history.js';
import { instructions } from './instructions.js';
import type { ModelRoom } from './model-room.js';
import type { Prompt } from './prompt.js';
import { sourceText } from './source-text.js';

export interface PromptParts {
  /** Without secrets. */
  readonly request: AnswerRequest;
  readonly candidates: readonly SourceCandidate[];
  readonly history: FittedHistory;
  readonly project: string;
  readonly room: ModelRoom;
  readonly info: AiModelInfo;
  readonly countTokens: CountTokens;
}

/** Of what there is room for besides question and conversation; the rest is for code. */
const shareOfAttachments = 0.6;
/** More code than this makes answers slower and dearer, not better. */
const mostForSources = 24_000;
/** Of the roles and the marks around a message. */
const perMessage = 8;

/** The messages for a model: within its room as much of everything as is worth its tokens, and what was left out. */
export async function buildPrompt(parts: PromptParts): Promise<Prompt> {
  const { request, room, info, history, countTokens } = parts;
  const system = instructions(parts.project, parts.candidates.length > 0);
  const fixed = (await countTokens(`${system}\n${request.question}`)) + 6 * perMessage;
  const images = fitImages(request.attachments, info);
  const free = room.input - fixed - images.tokens - history.tokens;
  if (free < 0) throw tooLong(info);
  const attached = await fitAttachments(
    textAttachments(request.attachments, request.history),
    free * (parts.candidates.length > 0 ? shareOfAttachments : 1),
    countTokens,
  );
  const left = Math.min(mostForSources, free - attached.tokens);
  const chosen = await chooseSources(parts.candidates, left, countTokens);
  return {
    messages: [
      { role: 'system', text: system },
      ...history.messages,
      ...material([...chosen.sources.map(sourceText), ...attached.texts]),
      { role: 'user', text: request.question, ...(images.images.length > 0 && { images: images.images }) },
    ],
    sources: chosen.sources,
    budget: {
      used: Math.ceil(fixed + images.tokens + attached.tokens + history.tokens + chosen.tokens),
      room: room.input,
      leftOut: [
        ...counted(chosen.leftOut, 'source'),
        ...counted(chosen.trimmed, 'source', 'part of '),
        ...history.leftOut,
        ...attached.leftOut,
        ...images.leftOut,
      ],
    },
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

function counted(count: number, what: string, before = ''): readonly string[] {
  return count === 0 ? [] : [`${before}${count} ${what}${count === 1 ? '' : 's'}`];
}

function tooLong({ id }: AiModelInfo): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `The question is longer than ${id} can read`,
    hint: 'Make it shorter, put its material into an attachment, or choose a model with a larger window.',
  });
}
