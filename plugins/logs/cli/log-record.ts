import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { isLevel } from '../query/levels.js';

/** Reads one line of a log file: `{at (ISO 8601), level, source, message, seq, test?}`. `undefined` when it is none. */
export function parseLogRecord(line: string): LogEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, level, source, message, seq, test } = value as Record<string, unknown>;
  const time = typeof at === 'string' ? Date.parse(at) : NaN;
  if (Number.isNaN(time) || !isLevel(level) || typeof source !== 'string' || typeof message !== 'string')
    return undefined;
  const number = typeof seq === 'number' ? seq : 0;
  return { at: time, level, source, message, seq: number, ...(typeof test === 'string' && { test }) };
}
