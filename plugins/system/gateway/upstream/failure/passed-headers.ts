/** What OpenAI, Anthropic and Together say of their limits. */
const NAMES = [
  ...['requests', 'tokens'].flatMap((what) =>
    ['limit', 'remaining', 'reset'].map((part) => `x-ratelimit-${part}-${what}`),
  ),
  ...['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((what) =>
    ['limit', 'remaining', 'reset'].map((part) => `anthropic-ratelimit-${what}-${part}`),
  ),
  ...['limit', 'remaining', 'reset'].map((part) => `x-ratelimit-${part}`),
  ...['limit', 'remaining'].map((part) => `x-tokenlimit-${part}`),
];
const LONGEST_VALUE = 100;

/** The headers of a provider's answer that go on to the client. */
export function passedHeaders(header: (name: string) => string | undefined): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of NAMES) {
    const value = header(name);
    if (value !== undefined && value.length <= LONGEST_VALUE) passed[name] = value;
  }
  return passed;
}
