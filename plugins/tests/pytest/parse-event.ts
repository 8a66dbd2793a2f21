import { isFields, isNumber, isString, listOf, optional, type Fields } from './parse-fields.js';
import { parsePhase } from './parse-phase.js';
import type { CollectedTest, PytestEvent } from './protocol.js';

/** `sequence` is undefined for lines outside the count (workers have none). An unknown event is no fault: a newer reporter may say more. */
export type ParsedLine =
  | { readonly kind: 'event'; readonly sequence: number | undefined; readonly event: PytestEvent }
  | { readonly kind: 'unknown'; readonly sequence: number | undefined }
  | { readonly kind: 'bad'; readonly reason: string };

const readers: Readonly<Record<string, (fields: Fields) => PytestEvent | undefined>> = {
  hello: readHello,
  collected: readCollected,
  deselected: (f) => (isNumber(f['count']) ? { event: 'deselected', count: f['count'] } : undefined),
  'collect-report': readCollectReport,
  process: readProcess,
  start: readStart,
  phase: parsePhase,
  warning: readWarning,
  request: readRequest,
  'stray-modules': (f) => ({ event: 'stray-modules', paths: listOf(f['paths'], isString) }),
  end: (f) => (isNumber(f['status']) ? { event: 'end', status: f['status'] } : undefined),
};

/** Checks one line of the channel. Never throws; unknown fields are ignored. */
export function parseEvent(line: string): ParsedLine {
  const fields = parseObject(line);
  if (!fields) return { kind: 'bad', reason: 'not a JSON object' };
  const name = fields['event'];
  if (!isString(name)) return { kind: 'bad', reason: 'no event name' };
  const sequence = isNumber(fields['n']) ? fields['n'] : undefined;
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) return { kind: 'unknown', sequence };
  const event = read(fields);
  return event
    ? { kind: 'event', sequence, event }
    : { kind: 'bad', reason: `fields of "${name}" are missing or wrong` };
}

function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return optional(value, isFields);
  } catch {
    return undefined;
  }
}

function readHello(f: Fields): PytestEvent | undefined {
  const { schema, python, pytest, rootdir, workers } = f;
  if (!isNumber(schema) || !isString(python) || !isString(pytest) || !isString(rootdir)) return undefined;
  return { event: 'hello', schema, python, pytest, rootdir, workers: isNumber(workers) ? workers : 0 };
}

function readCollected(f: Fields): PytestEvent | undefined {
  if (!Array.isArray(f['tests'])) return undefined;
  const tests: CollectedTest[] = [];
  for (const entry of f['tests'] as readonly unknown[]) {
    const test = (entry ?? {}) as Fields;
    if (!isString(test['id'])) return undefined;
    tests.push({
      id: test['id'],
      file: optional(test['file'], isString),
      line: optional(test['line'], isNumber),
      markers: Array.isArray(test['markers']) ? test['markers'].filter(isString) : undefined,
    });
  }
  return { event: 'collected', tests };
}

function readCollectReport(f: Fields): PytestEvent | undefined {
  const { path, outcome, message, traceback } = f;
  if (!isString(path) || !isString(outcome)) return undefined;
  return {
    event: 'collect-report',
    path,
    outcome,
    message: optional(message, isString) ?? '',
    traceback: optional(traceback, isString) ?? '',
  };
}

function readProcess(f: Fields): PytestEvent | undefined {
  const { pid, capture } = f;
  if (!isNumber(pid)) return undefined;
  const [stdout, stderr] = listOf(capture, isNumber);
  return {
    event: 'process',
    pid,
    worker: optional(f['worker'], isString),
    stack: optional(f['stack'], isNumber),
    capture: stdout === undefined || stderr === undefined ? undefined : [stdout, stderr],
  };
}

function readStart({ id, worker }: Fields): PytestEvent | undefined {
  if (!isString(id)) return undefined;
  return isString(worker) ? { event: 'start', id, worker } : { event: 'start', id };
}

function readWarning(f: Fields): PytestEvent | undefined {
  const { category, message, path, line, id, count } = f;
  if (!isString(category) || !isString(message) || !isString(path) || !isNumber(line)) return undefined;
  const times = optional(count, isNumber) ?? 1;
  return { event: 'warning', category, message, path, line, id: optional(id, isString), count: times };
}

function readRequest(f: Fields): PytestEvent | undefined {
  const { id, at, method, url, status, durationMs } = f;
  if (!isString(id) || !isNumber(at) || !isString(method) || !isString(url) || !isNumber(durationMs)) return undefined;
  return { event: 'request', id, at, method, url, status: optional(status, isNumber), durationMs };
}
