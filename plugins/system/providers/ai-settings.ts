import type { Config } from 'devmgr/plugin-api';
import type { ProviderSettings } from './http-provider/http-provider-options.js';

/** `[tool.devmgr.system]`, what it says of AI providers, as it is now. Times in milliseconds. */
export interface AiSettings {
  readonly retries: number;
  readonly timeouts: ProviderSettings['timeouts'];
  /** Models that are asked in turn; empty: whatever is ready. */
  readonly order: readonly string[];
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
    order: texts(config.json('ai-order')),
    trustedHosts: config.source('ai-trusted-hosts') === 'project' ? [] : texts(config.json('ai-trusted-hosts')),
    refreshIntervalMs: config.number('ai-refresh-interval') * 1000,
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string' && each.trim() !== '')
    : [];
}
