import type { LogLevel } from 'devmgr/plugin-api/contracts/log-store';
import { levelNamed, levelNumbered } from './log-levels.js';
import type { RecognisedLine } from './recognise-line.js';

const MESSAGE_KEYS = ['message', 'msg', 'event', 'text'];
const LEVEL_KEYS = ['level', 'severity', 'levelname', 'log.level', 'lvl', 'levelno'];
/** Said by the entry itself, or twice. */
const LEFT_OUT = new Set([
  'time',
  'timestamp',
  '@timestamp',
  'ts',
  'asctime',
  'created',
  'datetime',
  'date',
  '@version',
]);
/** Hold a traceback as text: structlog's `exception`, python-json-logger's `exc_info`, and their relatives. */
const TRACEBACK_KEYS = ['exception', 'exc_info', 'stack', 'stack_trace', 'traceback', 'exc_text', 'error.stack_trace'];

/**
 * Reads a line that is one JSON object with a message, as structlog, python-json-logger and others write it.
 * The message becomes the text, other fields follow as `key=value`, a traceback as further lines.
 * `undefined` for anything else.
 */
export function recogniseJsonLine(line: string): RecognisedLine | undefined {
  const record = parseObject(line);
  if (!record) return undefined;
  const messageKey = MESSAGE_KEYS.find((key) => typeof record[key] === 'string');
  const levelKey = LEVEL_KEYS.find((key) => levelOf(record[key]) !== undefined);
  if (messageKey === undefined) return undefined;
  const traceback = TRACEBACK_KEYS.find((key) => typeof record[key] === 'string' && record[key].includes('\n'));
  const known = new Set([messageKey, traceback, ...LEVEL_KEYS]);
  const fields = Object.entries(record).filter(([key]) => !known.has(key) && !LEFT_OUT.has(key));
  const head = [record[messageKey], ...fields.map(([key, value]) => `${key}=${fieldText(value)}`)].join(' ');
  return {
    level: levelKey === undefined ? (traceback === undefined ? 'info' : 'error') : levelOf(record[levelKey]),
    message: traceback === undefined ? head : `${head}\n${String(record[traceback]).trimEnd()}`,
    isRecord: true,
  };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function levelOf(value: unknown): LogLevel | undefined {
  if (typeof value === 'number') return levelNumbered(value);
  return typeof value === 'string' ? levelNamed(value) : undefined;
}

function fieldText(value: unknown): string {
  return typeof value === 'string' && !/[\s"]/.test(value) ? value : JSON.stringify(value);
}
