import { Store } from 'devmgr/plugin-api';
import type {
  AiLanguageModel,
  AiModelInfo,
  AiProvider,
  AiProviderState,
  AiStreamPart,
  AiTarget,
} from 'devmgr/plugin-api/contracts/ai';

type Step = AiStreamPart | Error;

/** A provider whose state and answers the test makes up as it goes. */
export interface DrivenProvider extends AiProvider {
  readonly state: Store<AiProviderState>;
  readonly questions: string[];
  readonly target: AiTarget;
  set(change: Partial<AiProviderState>): void;
  /** The next step of the answer; an error is thrown by the stream. */
  step(step: Step): void;
  say(text: string): void;
  end(): void;
}

export const MODELS: readonly AiModelInfo[] = [
  { id: 'gpt-6-luna', kind: 'language', contextWindow: 1_050_000, price: { input: 0.1, output: 0.5 } },
  {
    id: 'gpt-4o',
    kind: 'language',
    contextWindow: 128_000,
    price: { input: 2.5, output: 10 },
    retirement: { date: '2099-01-14', successor: 'gpt-6-luna' },
  },
  { id: 'text-embedding-3-small', kind: 'embedding' },
];

export function drivenProvider(
  id: string,
  state: Partial<AiProviderState> = {},
  kind: AiProvider['kind'] = 'cloud',
): DrivenProvider {
  const store = new Store<AiProviderState>({ ...READY, ...state });
  const steps: Step[] = [];
  let wake = () => {};
  const questions: string[] = [];
  const target = { providerId: id, modelId: 'gpt-6-luna', host: 'api.example.com' };
  const step = (next: Step) => {
    steps.push(next);
    wake();
  };
  const languageModel = (modelId = store.get().defaultModel ?? 'none'): AiLanguageModel => ({
    specificationVersion: 1,
    ...target,
    modelId,
    kind: 'generative',
    info: { id: modelId, kind: 'language' },
    async *stream({ messages }, { signal }) {
      questions.push(messages.at(-1)?.text ?? '');
      yield { type: 'attempt-start', target: { ...target, modelId }, attempt: 1 };
      for (;;) {
        const next = steps.shift();
        if (next instanceof Error) throw next;
        if (next) yield next;
        if (next?.type === 'stream-end') return;
        if (signal.aborted) return yield ended({ ...target, modelId }, 'aborted');
        if (!next)
          await new Promise<void>(
            (resolve) => void ((wake = resolve), signal.addEventListener('abort', () => resolve())),
          );
      }
    },
  });
  return {
    id,
    title: `The ${id} service`,
    kind,
    state: store,
    questions,
    target,
    refresh: () => Promise.resolve(),
    languageModel,
    set: (change) => store.set({ ...store.get(), ...change }),
    step,
    say: (text) => step({ type: 'text-delta', text }),
    end: () => step(ended(target, 'stop')),
  };
}

function ended(target: AiTarget, reason: 'stop' | 'aborted'): AiStreamPart {
  return { type: 'stream-end', reason, target, usage: { inputTokens: 12, outputTokens: 34, costUsd: 0.000_042 } };
}

const READY: AiProviderState = {
  status: { kind: 'ready' },
  latencyMs: 212,
  checkedAt: Date.now(),
  models: MODELS,
  defaultModel: 'gpt-6-luna',
  baseUrl: 'https://api.example.com/v1',
  warnings: [],
};
