import type { AiLanguageModel, AiRequest, AiSource, AiStreamPart, AiTarget } from 'devmgr/plugin-api/contracts/ai';
import { checkCitations } from '../citations/check-citations.js';
import { uncheckedCitations } from '../citations/unchecked-citations.js';
import type { ChatSource } from '../conversation/conversation.js';
import type { Prompt } from '../prompt/prompt.js';
import type { AnswerEvent } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';

export interface ModelQuestion {
  readonly model: AiLanguageModel;
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
}

/** Sends the prompt; the answer as events, with its end. Throws an `AiError`. */
export async function* askModel(
  parts: AnswerParts,
  { model, prompt, signal }: ModelQuestion,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const { context } = parts;
  let target: AiTarget | undefined;
  let [text, isAnswering] = ['', false];
  for await (const part of model.stream(requestOf(prompt), { signal })) {
    switch (part.type) {
      case 'attempt-start':
        target = part.target;
        yield { type: 'step', step: { kind: 'asking', target } };
        break;
      case 'attempt-fail':
        if (part.retryInMs === undefined) yield passedOver(part, context.text.redact);
        break;
      case 'text-delta':
      case 'reasoning-delta':
        if (!isAnswering && target) yield { type: 'step', step: { kind: 'answering', target } };
        isAnswering = true;
        if (part.type === 'text-delta') text += part.text;
        yield part;
        break;
      case 'stream-end': {
        const { reason, usage } = part;
        // What only quotes code names no place that is not there.
        const isQuoted = model.kind === 'extractive' || isExtractive(part.target);
        const citations = isQuoted ? [] : await citationsOf(text, prompt.sources, parts);
        const unchecked = uncheckedCitations({ text, citations });
        if (unchecked > 0) yield partlyChecked(citations.length, unchecked);
        yield { type: 'answer-end', reason, target: part.target, usage, citations };
        break;
      }
    }
  }
}

/** What answers in place of models that are all gone. */
function isExtractive({ providerId, modelId }: AiTarget): boolean {
  return providerId === 'local' && modelId === 'extractive';
}

function requestOf({ messages, sources, maxOutputTokens }: Prompt): AiRequest {
  return { messages, maxOutputTokens, sources: sources.filter(isQuotable).map(aiSource) };
}

/** Neighbours help to understand; those that are worth much are what was asked for. */
function isQuotable({ origin, score }: ChatSource): boolean {
  return origin !== 'neighbour' || score >= 0.6;
}

function aiSource({ path, startLine, endLine, text, symbol, score, reasons }: ChatSource): AiSource {
  return { path, startLine, endLine, text, symbol, score, reason: reasons.join(', ') };
}

function passedOver(
  { error }: Extract<AiStreamPart, { readonly type: 'attempt-fail' }>,
  redact: (text: string) => string,
): AnswerEvent {
  return { type: 'note', message: redact(`${error.message}: somebody else is asked`) };
}

function partlyChecked(checked: number, unchecked: number): AnswerEvent {
  const all = (checked + unchecked).toLocaleString('en-US');
  return { type: 'note', message: `The answer names ${all} places: only the first ${checked} were checked` };
}

/** Also those of an answer that was stopped: only the end of devmgr ends the look at them. */
function citationsOf(text: string, sources: readonly ChatSource[], { context, index }: AnswerParts) {
  return checkCitations(text, { root: context.workspace.root, index, sources, signal: context.signal });
}
