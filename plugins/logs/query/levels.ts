import type { LogLevel } from 'devmgr/plugin-api/contracts/log-store';

/** From the least to the worst. */
export const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

const RANKS: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** True when `level` is `least` or worse. */
export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
  return RANKS[level] >= RANKS[least];
}

/** Reads a level's name. */
export function isLevel(text: unknown): text is LogLevel {
  return typeof text === 'string' && Object.hasOwn(RANKS, text);
}
