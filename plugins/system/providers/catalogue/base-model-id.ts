/**
 * The model that a snapshot or a fine-tuned model is of: `gpt-4o` of `gpt-4o-2024-08-06` and of `ft:gpt-4o:acme::x`,
 * `gpt-4` of `gpt-4-0613`, `claude-haiku-4-5` of `claude-haiku-4-5-20251001`, `claude-3-5-sonnet` of
 * `claude-3-5-sonnet-latest`.
 */
export function baseModelId(modelId: string): string {
  const tuned = modelId.startsWith('ft:') ? (modelId.split(':')[1] ?? modelId) : modelId;
  return tuned.replace(/-(\d{4}-\d{2}-\d{2}|\d{8}|[01]\d[0-3]\d|latest)(?=$|-preview$)/, '');
}
