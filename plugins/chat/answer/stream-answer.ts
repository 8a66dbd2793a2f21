import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import { buildPrompt } from '../prompt/build-prompt.js';
import { modelRoom } from '../prompt/model-room.js';
import { redactedRequest } from '../prompt/redacted-request.js';
import type { AnswerEvent, AnswerRequest } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';
import { askModel } from './ask-model.js';
import { findSources } from './find-sources.js';

/** The events of one answer; see `AnswerQuestion`. Throws also when aborted. */
export async function* streamAnswer(
  parts: AnswerParts,
  asked: AnswerRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  requireQuestion(asked);
  const ai = await parts.context.services.require(Ai);
  const model = ai.languageModel(asked.model);
  const request = redactedRequest(asked, parts.context.text);
  const found = yield* findSources(parts, request, signal);
  const prompt = buildPrompt({
    request,
    sources: found,
    project: parts.context.workspace.name,
    room: modelRoom(model, ai.providers.get()),
  });
  yield {
    type: 'sources',
    sources: prompt.sources,
    budget: prompt.budget,
    isExtractive: model.kind === 'extractive',
  };
  yield* askModel(parts, { model, prompt, signal });
}

function requireQuestion({ question }: AnswerRequest): void {
  if (question.trim() !== '') return;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'The question is empty',
    hint: 'Write what you want to know about the project.',
    exitCode: ExitCode.usage,
  });
}
