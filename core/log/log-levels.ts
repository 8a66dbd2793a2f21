import type { LogLevel } from 'devmgr/plugin-api/contracts/log-store';

const RANKS: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Level names of Python's logging, loguru, structlog, gunicorn, syslog and JavaScript loggers, in lower case. */
const NAMES: ReadonlyMap<string, LogLevel> = new Map([
  ['trace', 'debug'],
  ['debug', 'debug'],
  ['info', 'info'],
  ['success', 'info'],
  ['notice', 'info'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['err', 'error'],
  ['exception', 'error'],
  ['critical', 'error'],
  ['fatal', 'error'],
  ['alert', 'error'],
  ['emergency', 'error'],
]);

/** The level that a logger's name for it means, in any case. */
export function levelNamed(name: string): LogLevel | undefined {
  return NAMES.get(name.toLowerCase());
}

/** Numbers of Python's logging: 10 debug, 20 info, 30 warning, 40 error, 50 critical. */
export function levelNumbered(level: number): LogLevel {
  if (level >= 40) return 'error';
  if (level >= 30) return 'warn';
  return level >= 20 ? 'info' : 'debug';
}

/** True when `level` is `least` or worse. */
export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
  return RANKS[level] >= RANKS[least];
}

/** Whether a value is the name of one of the four levels. */
export function isLevel(value: unknown): value is LogLevel {
  return typeof value === 'string' && Object.hasOwn(RANKS, value);
}
