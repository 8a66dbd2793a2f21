import type { AiLanguageModel, AiProvider } from 'devmgr/plugin-api/contracts/ai';

/** In tokens. */
export interface ModelRoom {
  readonly input: number;
  /** `undefined`: not limited by us. */
  readonly output: number | undefined;
  /** Where the window is a guess: how a person says what it is. Worth a word when something was left out. */
  readonly hint?: string | undefined;
}

/** Ollama runs models with this much unless it is told otherwise, does not say so, and cuts what is longer in silence. */
const unknownServerWindow = 4_096;
/** No service of today has less. */
const unknownCloudWindow = 16_384;
/** More is slow and dear (vendors take more for what is longer than 100,000), and no answer gets better by it. */
const mostInput = 96_000;
/** From here on a model need not be told how much it may write. */
const roomyWindow = 32_000;
const mostKept = 16_000;

/** What fits into a prompt for this model, and how long its answer may be: a quarter of the window is kept for it. */
export function modelRoom(model: AiLanguageModel, providers: readonly AiProvider[]): ModelRoom {
  const { contextWindow, maxOutputTokens } = model.info;
  // It reads no prompt.
  if (model.kind === 'extractive') return { input: mostInput, output: undefined };
  const window = contextWindow ?? unknownWindow(model, providers);
  const kept = Math.min(maxOutputTokens ?? mostKept, mostKept, Math.floor(window / 4));
  const room = { input: Math.min(window - kept, mostInput), output: window < roomyWindow ? kept : undefined };
  return contextWindow === undefined ? { ...room, hint: windowHint(model, window) } : room;
}

function windowHint({ providerId, modelId }: AiLanguageModel, assumed: number): string {
  const place = `context-window in [system.providers.${providerId}] of the settings`;
  return `How much ${modelId} can read is not known: ${assumed} tokens are assumed; ${place} says more`;
}

function unknownWindow({ providerId }: AiLanguageModel, providers: readonly AiProvider[]): number {
  const kind = providers.find(({ id }) => id === providerId)?.kind;
  return kind === 'cloud' ? unknownCloudWindow : unknownServerWindow;
}
