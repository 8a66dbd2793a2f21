import type { AiLanguageModel, AiRequest, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
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
  { context }: AnswerParts,
  { model, prompt, signal }: ModelQuestion,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const request: AiRequest = {
    messages: prompt.messages,
    sources: prompt.sources.map(({ path, startLine, endLine, text, symbol, score }) => ({
      path,
      startLine,
      endLine,
      text,
      symbol,
      score,
    })),
    maxOutputTokens: prompt.maxOutputTokens,
  };
  let target: Extract<AiStreamPart, { readonly type: 'attempt-start' }>['target'] | undefined;
  let isAnswering = false;
  for await (const part of model.stream(request, { signal })) {
    switch (part.type) {
      case 'attempt-start':
        target = part.target;
        yield { type: 'step', step: { kind: 'asking', target } };
        break;
      case 'attempt-fail':
        if (part.retryInMs === undefined)
          yield { type: 'note', message: context.text.redact(`${part.error.message}; somebody else is asked`) };
        break;
      case 'text-delta':
      case 'reasoning-delta':
        if (!isAnswering && target) yield { type: 'step', step: { kind: 'answering', target } };
        isAnswering = true;
        yield part;
        break;
      case 'stream-end':
        yield { type: 'answer-end', reason: part.reason, target: part.target, usage: part.usage, citations: [] };
        break;
    }
  }
}
