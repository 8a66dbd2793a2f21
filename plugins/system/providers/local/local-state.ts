import type { AiModelInfo, AiProviderState } from 'devmgr/plugin-api/contracts/ai';
import type { PulledModel } from './models/pulled-model.js';
import type { TransformersPlace } from './runtime/find-transformers.js';

/** What is known of the models of this machine. */
export interface LocalRecord {
  readonly extractive: AiModelInfo;
  readonly models: readonly PulledModel[];
  /** `undefined` before the first look. */
  readonly library: TransformersPlace | undefined;
  /** Milliseconds since the epoch. */
  readonly checkedAt: number | undefined;
  /** The person's choice of a default model. */
  readonly chosen: string | undefined;
  /** Short name of the model that is proposed to somebody who has none. */
  readonly proposed: string;
}

/** What everybody sees. Pure. */
export function localState(record: LocalRecord): AiProviderState {
  const { extractive, models, checkedAt } = record;
  return {
    status: { kind: checkedAt === undefined ? 'unknown' : 'ready' },
    latencyMs: undefined,
    checkedAt,
    models: [extractive, ...models.map(localModelInfo)],
    defaultModel: defaultModel(record),
    baseUrl: undefined,
    warnings: checkedAt === undefined ? [] : warnings(record),
  };
}

/** Nobody is paid. */
const price = { input: 0, output: 0 };

export function localModelInfo({ id, task, contextWindow }: PulledModel): AiModelInfo {
  if (task === 'feature-extraction') return { id, kind: 'embedding', contextWindow, price };
  return { id, kind: 'language', contextWindow, seesImages: task === 'image-text-to-text', price };
}

/** A choice that was taken from the disk is no choice any more. */
function defaultModel({ extractive, models, library, chosen }: LocalRecord): string {
  const generative = models.filter(isGenerative).map(({ id }) => id);
  if (chosen === extractive.id || generative.some((id) => id === chosen)) return chosen ?? extractive.id;
  return (library?.kind === 'found' ? generative[0] : undefined) ?? extractive.id;
}

function warnings({ models, library, proposed }: LocalRecord): readonly string[] {
  const noModel = models.some(isGenerative) ? [] : [`no model pulled: devmgr models pull ${proposed}`];
  const noLibrary = library?.kind === 'missing' ? [`${library.reason}: ${library.hint}`] : [];
  return [...noModel, ...noLibrary];
}

function isGenerative({ task }: PulledModel): boolean {
  return task !== 'feature-extraction';
}
