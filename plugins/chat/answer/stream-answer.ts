import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { Ai, aiFailure, type AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import { buildPrompt } from '../prompt/build-prompt.js';
import { modelRoom, type ModelRoom } from '../prompt/model-room.js';
import { redactedRequest } from '../prompt/redacted-request.js';
import { turnsOf, type Turn } from '../prompt/turns.js';
import type { AnswerEvent, AnswerRequest } from './answer-event.js';
import type { AnswerParts } from './answer-parts.js';
import { askModel } from './ask-model.js';
import { findQuery } from './history/find-query.js';
import { fitHistory } from './history/fit-history.js';
import type { Summaries } from './history/summaries.js';
import { prepareIndex } from './prepare-index.js';
import { refuseNothing } from './refuse-nothing.js';
import { settledModel } from './settled-model.js';
import { findSources } from './sources/find-sources.js';
import type { SourceCandidate } from './sources/source-candidate.js';

/** Of the room, when a model says that the prompt was too long after all. */
const lessRoom = 0.6;
const mostTries = 3;

export interface StreamParts extends AnswerParts {
  readonly summaries: Summaries;
}

/** The events of one answer; see `AnswerQuestion`. Throws also when aborted. */
export async function* streamAnswer(
  parts: StreamParts,
  asked: AnswerRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  requireQuestion(asked);
  const ai = await parts.context.services.require(Ai);
  const settling = settledModel(ai, asked.model, signal);
  // It is waited for below.
  settling.catch(() => undefined);
  const request = redactedRequest(asked, parts.context.text);
  const turns = turnsOf(request.history);
  const hasIndex = request.usesCode && (yield* prepareIndex(parts, signal));
  const model = await settling;
  const room = modelRoom(model, ai.providers.get());
  const query = hasIndex ? yield* findQuery(request.question, turns, { model, room, signal }) : '';
  const candidates = hasIndex ? yield* findSources(parts, { request, query, signal }) : [];
  yield* askWithin(parts, { request, turns, candidates, model, room, signal });
}

interface Gathered {
  readonly request: AnswerRequest;
  readonly turns: readonly Turn[];
  readonly candidates: readonly SourceCandidate[];
  readonly model: AiLanguageModel;
  readonly room: ModelRoom;
  readonly signal: AbortSignal;
}

/** Asks with as much as fits; with less when the model, whose window may be another than is known, finds it too long. */
async function* askWithin(parts: StreamParts, gathered: Gathered): AsyncGenerator<AnswerEvent, void, undefined> {
  const { request, turns, candidates, model, signal } = gathered;
  const { countTokens } = parts.context.text;
  let { room } = gathered;
  for (let tries = 1; ; tries += 1) {
    const history = yield* fitHistory(turns, { model, room, summaries: parts.summaries, countTokens, signal });
    const project = parts.context.workspace.name;
    const prompt = await buildPrompt({ request, candidates, history, project, room, info: model.info, countTokens });
    signal.throwIfAborted();
    const { sources, budget } = prompt;
    const isExtractive = model.kind === 'extractive';
    // Where code is only quoted nothing of a prompt is read.
    yield { type: 'sources', sources, budget: isExtractive ? undefined : budget, isExtractive };
    if (tries === 1 && room.hint !== undefined && budget.leftOut.length > 0) yield { type: 'note', message: room.hint };
    try {
      yield* refuseNothing(askModel(parts, { model, prompt, signal }));
      return;
    } catch (error) {
      if (tries === mostTries || aiFailure(error)?.kind !== 'context-too-long') throw error;
      room = { ...room, input: Math.floor(Math.min(room.input, budget.used) * lessRoom) };
      yield { type: 'note', message: `${model.modelId} reads less than was sent: it is asked again with less` };
    }
  }
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
