/** `820`, `3.0k`, `120k`, `1.2M`. */
export function tokensText(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  if (tokens < 10_000) return `${(Math.floor(tokens / 100) / 10).toFixed(1)}k`;
  if (tokens < 1_000_000) return `${Math.floor(tokens / 1000)}k`;
  return `${(Math.floor(tokens / 100_000) / 10).toFixed(1)}M`;
}
