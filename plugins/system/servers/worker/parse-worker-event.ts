import type { ServerRequest } from '../requests/server-request.js';
import type { WorkerError, WorkerEvent, WorkerFrame } from './worker-event.js';

type Fields = Readonly<Record<string, unknown>>;

/** Checks one line of a worker. Never throws; `undefined`: not of ours, or of a later version that says more. */
export function parseWorkerEvent(line: string): WorkerEvent | undefined {
  const fields = parseObject(line);
  const event = fields?.['event'];
  if (!fields) return undefined;
  switch (event) {
    case 'importing':
    case 'starting':
    case 'listening':
    case 'plain':
    case 'draining':
    case 'tracing':
      return { event };
    case 'import-failed':
    case 'startup-failed':
      return { event, error: readError(fields) };
    case 'port-failed':
      return { event, code: textOf(fields['code']) ?? '', message: textOf(fields['message']) ?? '' };
    case 'offered':
    case 'hand-over-failed':
      return { event, path: textOf(fields['path']) ?? '' };
    case 'imported':
      return { event, number: numberOf(fields['number']) ?? -1, files: textsOf(fields['files']) };
    case 'lines':
      return readLines(fields);
    case 'request':
      return readRequest(fields);
    default:
      return undefined;
  }
}

function readError(fields: Fields): WorkerError {
  const frames = Array.isArray(fields['frames']) ? fields['frames'].flatMap(readFrame) : [];
  return { message: textOf(fields['message']) ?? 'unknown error', frames };
}

function readFrame(frame: unknown): WorkerFrame[] {
  const [file, line] = Array.isArray(frame) ? (frame as unknown[]) : [];
  return typeof file === 'string' && typeof line === 'number' && Number.isInteger(line) ? [{ file, line }] : [];
}

function readLines(fields: Fields): WorkerEvent | undefined {
  const test = textOf(fields['test']);
  const at = numberOf(fields['at']);
  if (test === undefined || at === undefined) return undefined;
  return { event: 'lines', test, at, stream: textOf(fields['stream']), lines: textsOf(fields['lines']) };
}

function readRequest(fields: Fields): WorkerEvent | undefined {
  const at = numberOf(fields['at']);
  const method = textOf(fields['method']);
  const path = textOf(fields['path']);
  if (at === undefined || method === undefined || path === undefined) return undefined;
  const request: ServerRequest = {
    ...{ at, method, path },
    route: textOf(fields['route']),
    status: numberOf(fields['status']),
    durationMs: numberOf(fields['durationMs']),
    firstByteMs: numberOf(fields['firstByteMs']),
    ...(fields['streamed'] === true && { streamed: true }),
    bytes: numberOf(fields['bytes']),
    client: textOf(fields['client']),
    error: textOf(fields['error']),
    test: textOf(fields['test']),
  };
  return { event: 'request', request, dropped: numberOf(fields['dropped']) ?? 0 };
}

function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
