type Config = Readonly<Record<string, unknown>>;

/** In tokens, from a config.json; models with pictures have it in `text_config`. */
export function contextWindowOf(config: Config): number | undefined {
  const text = (config['text_config'] ?? {}) as Config;
  for (const { max_position_embeddings: positions } of [config, text]) {
    if (typeof positions === 'number' && positions > 0) return positions;
  }
  return undefined;
}
