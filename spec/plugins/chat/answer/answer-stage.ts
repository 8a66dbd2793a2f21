import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Ai, type AiModelInfo, type AiRequest, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { AnswerEvent, AnswerRequest } from '../../../../plugins/chat/answer/answer-event.js';
import { countTokens } from '../../../../core/screen/text/count-tokens.js';
import { createAnswerQuestion } from '../../../../plugins/chat/answer/create-answer-question.js';
import type { BuiltPlugin } from '../../../support/built-plugin.js';
import { aiStage } from '../../system/providers/support/ai-stage.js';
import { scriptedProvider } from '../../system/providers/support/scripted-provider.js';
import { serviceStage, type ServiceStage } from '../index/service/service-stage.js';

type Stream = (request: AiRequest, options: { readonly signal: AbortSignal }) => AsyncIterable<AiStreamPart>;

export interface AnswerStageOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** A folder that the project is a copy of. */
  readonly copyOf?: string;
  /** What the model answers, in turn; the last one stays. Without: only the extractive model is there. */
  readonly streams?: readonly [Stream, ...Stream[]];
  readonly info?: Partial<AiModelInfo>;
}

export interface Answered {
  readonly events: readonly AnswerEvent[];
  readonly text: string;
  readonly notes: readonly string[];
  readonly steps: readonly string[];
  readonly error: unknown;
  readonly sources: Extract<AnswerEvent, { readonly type: 'sources' }> | undefined;
  readonly end: Extract<AnswerEvent, { readonly type: 'answer-end' }> | undefined;
}

/** The whole path of a question: the real index over a real project, the real `ai` service, a model that says what it is told. */
export interface AnswerStage extends AsyncDisposable {
  readonly index: ServiceStage;
  /** What the model was sent. */
  readonly requests: readonly AiRequest[];
  ask(
    question: string,
    more?: Partial<AnswerRequest>,
    options?: { readonly signal?: AbortSignal; readonly onEvent?: (event: AnswerEvent) => void },
  ): Promise<Answered>;
}

export async function answerStage(plugin: BuiltPlugin, options: AnswerStageOptions): Promise<AnswerStage> {
  const index = await serviceStage(plugin, options.files ?? {});
  if (options.copyOf !== undefined) cpSync(options.copyOf, join(index.root), { recursive: true });
  const ai = aiStage();
  const requests: AiRequest[] = [];
  if (options.streams) {
    const recorded = options.streams.map((stream): Stream => {
      return (request, more) => {
        requests.push(request);
        return stream(request, more);
      };
    });
    const [first, ...others] = recorded;
    if (first) ai.ai.registerProvider(scriptedProvider('p', [first, ...others], { info: options.info ?? {} }));
  }
  index.test.context.services.provide(Ai, ai.ai);
  // Those of a test context count no tokens as models do.
  const context = { ...index.test.context, text: { ...index.test.context.text, countTokens } };
  const answer = createAnswerQuestion({ context, index: index.service });
  return {
    index,
    requests,
    ask: (question, more = {}, { signal = AbortSignal.timeout(60_000), onEvent } = {}) => {
      const base = { attachments: [], history: [], pinned: [], usesCode: true, model: undefined };
      return collect(answer({ ...base, question, ...more }, { signal }), onEvent);
    },
    async [Symbol.asyncDispose]() {
      await ai.dispose();
      await index[Symbol.asyncDispose]();
    },
  };
}

async function collect(
  stream: AsyncIterable<AnswerEvent>,
  onEvent: (event: AnswerEvent) => void = () => undefined,
): Promise<Answered> {
  const events: AnswerEvent[] = [];
  let error: unknown;
  try {
    for await (const event of stream) {
      events.push(event);
      onEvent(event);
    }
  } catch (thrown) {
    error = thrown;
  }
  return {
    events,
    error,
    text: events.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''),
    notes: events.flatMap((event) => (event.type === 'note' ? event.message : [])),
    steps: events.flatMap((event) => (event.type === 'step' ? event.step.kind : [])),
    sources: events.findLast((event) => event.type === 'sources'),
    end: events.findLast((event) => event.type === 'answer-end'),
  };
}
