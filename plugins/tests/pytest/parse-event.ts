import type { CollectedTest, PhaseEvent, PytestEvent } from './protocol.js';

type Fields = Readonly<Record<string, unknown>>;

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
  start: (f) => (isString(f['id']) ? { event: 'start', id: f['id'] } : undefined),
  phase: readPhase,
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
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
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

function readPhase(f: Fields): PhaseEvent | undefined {
  const { id, when, outcome, duration } = f;
  if (!isString(id) || !isString(when) || !isString(outcome) || !isNumber(duration)) return undefined;
  return {
    event: 'phase',
    id,
    when,
    outcome,
    duration,
    wasxfail: f['wasxfail'] !== undefined,
    subtest: f['subtest'] === true,
    message: optional(f['message'], isString),
    traceback: optional(f['traceback'], isString),
    frames: listOf(f['frames'], isFrame),
    sections: listOf(f['sections'], isSection),
    worker: optional(f['worker'], isString),
  };
}

function isFrame(value: unknown): value is readonly [string, number, string] {
  return Array.isArray(value) && isString(value[0]) && isNumber(value[1]) && isString(value[2]);
}

function isSection(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && isString(value[0]) && isString(value[1]);
}

function listOf<T>(value: unknown, is: (entry: unknown) => entry is T): readonly T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function optional<T>(value: unknown, is: (value: unknown) => value is T): T | undefined {
  return is(value) ? value : undefined;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
