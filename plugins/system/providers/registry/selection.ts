/** A model as a person names it. */
export interface Selection {
  readonly providerId: string;
  /** `undefined`: the provider's default model. */
  readonly modelId: string | undefined;
}

/** `openai/gpt-6-luna`, `together/meta-llama/Llama-3.3-70B` or `openai`. */
export function parseSelection(text: string): Selection {
  const name = text.trim();
  const slash = name.indexOf('/');
  if (slash < 0) return { providerId: name, modelId: undefined };
  return { providerId: name.slice(0, slash), modelId: name.slice(slash + 1) || undefined };
}
