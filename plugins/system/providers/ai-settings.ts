import type { Config } from 'devmgr/plugin-api';
import type { ProviderSettings } from './http-provider/http-provider-options.js';

/** `[tool.devmgr.system]`, what it says of AI providers, as it is now. Times in milliseconds. */
export interface AiSettings {
  readonly retries: number;
  readonly timeouts: ProviderSettings['timeouts'];
  /** Models that are asked in turn; empty: whatever is ready. */
  readonly order: readonly string[];
  /** What is wrong with the lists, a line each. */
  readonly problems: readonly string[];
  readonly trustedHosts: readonly string[];
  /** 0: only when asked. */
  readonly refreshIntervalMs: number;
}

export function readAiSettings(config: Config): AiSettings {
  return {
    retries: config.number('ai-retries'),
    timeouts: {
      connect: config.number('ai-connect-timeout') * 1000,
      firstByte: config.number('ai-first-token-timeout') * 1000,
      idle: config.number('ai-idle-timeout') * 1000,
    },
    order: namesOf(config.json('ai-order')),
    problems: LISTS.filter((key) => !isListOfTexts(config.json(key))).map(
      (key) => `system.${key} must be a list of texts`,
    ),
    trustedHosts: config.source('ai-trusted-hosts') === 'project' ? [] : texts(config.json('ai-trusted-hosts')),
    refreshIntervalMs: config.number('ai-refresh-interval') * 1000,
  };
}

const LISTS = ['ai-order', 'ai-trusted-hosts'] as const;

/**
 * What an order names. One without any text is no empty one, which would have questions go to whoever is ready: what stands
 * there is taken for names, which are nobody's.
 */
function namesOf(order: unknown): readonly string[] {
  const names = texts(order);
  if (names.length > 0 || !Array.isArray(order)) return names;
  return order.slice(0, 10).map((each) => JSON.stringify(each).slice(0, 60));
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
