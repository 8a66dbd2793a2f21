import type { LogLevel } from 'devmgr/plugin-api/contracts/log-store';
import { levelNamed } from './log-levels.js';
import { recogniseJsonLine } from './recognise-json-line.js';

export interface RecognisedLine {
  /** `undefined`: the line does not say. */
  readonly level: LogLevel | undefined;
  /** Without what only repeats the level; of a JSON line its message. */
  readonly message: string;
  /** The line is the beginning of a log record, not the continuation of something. */
  readonly isRecord: boolean;
}

const LEVEL = '(?:TRACE|DEBUG|INFO|SUCCESS|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL)';
/** uvicorn and FastAPI's own: `INFO:     message`, the level padded to ten cells. Repeats only the level. */
const UVICORN = new RegExp(`^(DEBUG|INFO|WARNING|ERROR): {2,}(?=\\S)`);
/** `ERROR:name:message`, `[ERROR] …`, `ERROR    root:test_a.py:4 …` (pytest's live log), `WARNING: …`. */
const LEVEL_FIRST = new RegExp(`^\\[?(${LEVEL})(?:[:\\]|]|\\s)`);
/** Tools that write lower-case: `error: …`, `warning: …`. */
const LOWER_FIRST = /^(error|warning|fatal|critical|info|debug):\s/i;
/** A date or a time of day at the beginning, or in brackets as gunicorn, rich and Celery have it. */
const DATED = /^\[?(?:\d{4}-\d\d-\d\d|\d\d?[/ ][A-Z][a-z]{2}[/ ]\d{4}|\d\d:\d\d:\d\d)/;
/** Between delimiters in the head of a dated line: ` - ERROR - `, `[ERROR]`, `| ERROR    |`, `: ERROR/MainProcess]`. */
const LEVEL_INSIDE = new RegExp(`[\\s\\[|:-](${LEVEL})(?=[\\s\\]|:/-]|$)`);
/** How far into a dated line its level may stand. */
const HEAD_LENGTH = 120;
const LOGFMT = /(?:^|\s)level=("?)(\w+)\1(?=\s|$)/;
/** `path.py:12: DeprecationWarning: …` of Python's warnings. */
const PYTHON_WARNING = /^\S+:\d+: \w*Warning: /;
const FAULT = /^(?:Fatal Python error|Traceback \(most recent call last\))/;
/** pytest's summary: `FAILED tests/test_a.py::test_b - AssertionError`. The verbose list names the result at the end. */
const FAILED_TEST = /^(?:FAILED|SUBFAIL\S*) \S.*::/;
/** A request as access logs of uvicorn, gunicorn, hypercorn, werkzeug and Django end it: `"GET / HTTP/1.1" 200`. */
const ACCESS = /"[A-Z]{3,10} [^"]* HTTP\/[\d.]{1,3}" (\d)\d\d(?!\d)/;

/** Tells level and message of one line that a program wrote. `line` has no escape sequences and no newline. */
export function recogniseLine(line: string): RecognisedLine {
  if (line.startsWith('{') && line.endsWith('}')) {
    const record = recogniseJsonLine(line);
    if (record) return record;
  }
  const uvicorn = UVICORN.exec(line);
  const recordLevel = uvicorn ? uvicorn[1] : levelOfRecord(line);
  const level = levelNamed(recordLevel ?? looseLevel(line) ?? '');
  const message = uvicorn ? line.slice(uvicorn[0].length) : line;
  const byStatus = accessLevel(line);
  return { level: worse(level, byStatus), message, isRecord: recordLevel !== undefined || byStatus !== undefined };
}

/** The level that a logger put into the head of its record. */
function levelOfRecord(line: string): string | undefined {
  const first = LEVEL_FIRST.exec(line)?.[1];
  if (first !== undefined) return first;
  if (DATED.test(line)) {
    const inside = LEVEL_INSIDE.exec(line.length > HEAD_LENGTH ? line.slice(0, HEAD_LENGTH) : line)?.[1];
    if (inside !== undefined) return inside;
  }
  const named = line.includes('level=') ? LOGFMT.exec(line)?.[2] : undefined;
  return named !== undefined && levelNamed(named) ? named : undefined;
}

/** What other lines sound like; they may as well be part of something longer. */
function looseLevel(line: string): string | undefined {
  if (FAULT.test(line) || FAILED_TEST.test(line)) return 'error';
  if (line.includes('Warning: ') && PYTHON_WARNING.test(line)) return 'warning';
  return LOWER_FIRST.exec(line)?.[1];
}

/** Of an answered request: the server's fault is an error, the client's a warning. */
function accessLevel(line: string): LogLevel | undefined {
  if (!line.includes(' HTTP/')) return undefined;
  const status = ACCESS.exec(line)?.[1];
  if (status === undefined) return undefined;
  if (status === '5') return 'error';
  return status === '4' ? 'warn' : 'info';
}

function worse(said: LogLevel | undefined, byStatus: LogLevel | undefined): LogLevel | undefined {
  return byStatus === undefined || byStatus === 'info' || said === 'error' ? (said ?? byStatus) : byStatus;
}
