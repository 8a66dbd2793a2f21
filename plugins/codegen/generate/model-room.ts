import type { AiLanguageModel, AiProvider } from 'devmgr/plugin-api/contracts/ai';

/** In tokens. */
export interface ModelRoom {
  readonly input: number;
  /** How long the answer may be; it is kept free of input. */
  readonly kept: number;
  /** What the model is told of that; `undefined`: its own limit is known to be enough, or not known. */
  readonly output: number | undefined;
  /** Where the window is a guess: how a person says what it is. Worth a word when something was left out. */
  readonly hint: string | undefined;
}

/** Ollama runs models with this much unless it is told otherwise, does not say so, and cuts what is longer in silence. */
const unknownServerWindow = 4_096;
/** No service of today has less. */
const unknownCloudWindow = 16_384;
/** More is slow and dear, and no code gets better by it. */
const mostInput = 96_000;
const mostKept = 32_000;
/** From here on a model whose limit is not known need not be told one. */
const roomyWindow = 32_000;

/** What fits into a prompt for this model: a third of its window is kept for the answer, which is code and may be long. */
export function modelRoom(model: AiLanguageModel, providers: readonly AiProvider[]): ModelRoom {
  const { contextWindow, maxOutputTokens } = model.info;
  const window = contextWindow ?? unknownWindow(model, providers);
  const kept = Math.min(maxOutputTokens ?? mostKept, mostKept, Math.floor(window / 3));
  const isTold = maxOutputTokens !== undefined || window < roomyWindow;
  return {
    input: Math.min(window - kept, mostInput),
    kept,
    output: isTold ? kept : undefined,
    hint: contextWindow === undefined ? windowHint(model, window) : undefined,
  };
}

function windowHint({ providerId, modelId }: AiLanguageModel, assumed: number): string {
  const place = `context-window in [system.providers.${providerId}] of the settings`;
  return `How much ${modelId} can read is not known: ${assumed} tokens are assumed; ${place} says more`;
}

function unknownWindow({ providerId }: AiLanguageModel, providers: readonly AiProvider[]): number {
  const kind = providers.find(({ id }) => id === providerId)?.kind;
  return kind === 'cloud' ? unknownCloudWindow : unknownServerWindow;
}
