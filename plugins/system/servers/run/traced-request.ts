import { delimiter } from 'node:path';
import type { Disposable } from 'devmgr/plugin-api';
import { maskedRequest } from '../requests/masked-request.js';
import type { AppRunnerParts } from '../worker/create-app-runner.js';
import { parseWorkerEvent } from '../worker/parse-worker-event.js';
import type { RunEvent, RunRequest } from './server-run.js';
import { TestSocket } from './test-socket.js';

export type TraceParts = Pick<AppRunnerParts, 'log' | 'workerDir' | 'env' | 'redact' | 'attribute'>;

/**
 * The request of a command whose table says `trace-tests`, so that its applications can tell what they do because of tests; of any other
 * command it stays as it is. It takes requests of tests only after an application with our middleware has begun. Released with the end of its process.
 */
export function tracedRequest(request: RunRequest, parts: TraceParts): RunRequest {
  const { definition, testSecret: secret, env, onEvent } = request;
  if (!definition.traceTests || secret === undefined) return request;
  const tracing = new Tracing(request, parts);
  const failed = (error: unknown) =>
    parts.log.warn(`${definition.name}: its requests of tests cannot be traced: ${String(error)}`);
  let socket: TestSocket;
  try {
    socket = TestSocket.listen({ secret, onLine: (line) => tracing.receive(line) }, failed);
  } catch (error) {
    failed(error);
    return request;
  }
  const own = env['PYTHONPATH'] ?? parts.env['PYTHONPATH'];
  return {
    ...request,
    env: {
      ...env,
      // Last: nothing of ours shadows what is on it.
      PYTHONPATH: own ? `${own}${delimiter}${parts.workerDir}` : parts.workerDir,
      DEVMGR_SERVER_SOCKET: socket.path,
    },
    onEvent: (event) => onEvent(tracing.happened(event, socket)),
  };
}

/** What one process and those that it starts tell. */
class Tracing {
  readonly #request: RunRequest;
  readonly #parts: TraceParts;
  #takesTests = false;
  #listens = false;

  constructor(request: RunRequest, parts: TraceParts) {
    this.#request = request;
    this.#parts = parts;
  }

  happened(event: RunEvent, socket: Disposable): RunEvent {
    if (event.type === 'exited') void socket.dispose();
    if (event.type !== 'listening') return event;
    this.#listens = true;
    return this.#takesTests ? { ...event, takesTests: true } : event;
  }

  receive(line: string): void {
    const event = parseWorkerEvent(line);
    const { definition, onEvent } = this.#request;
    const { attribute, redact } = this.#parts;
    switch (event?.event) {
      case 'tracing':
        if (this.#listens && !this.#takesTests) onEvent({ type: 'takes-tests' });
        this.#takesTests = true;
        return undefined;
      case 'lines':
        for (const text of event.lines) attribute?.({ ...event, source: definition.name, text });
        return undefined;
      case 'request':
        return onEvent({ type: 'request', request: maskedRequest(event.request, redact) });
      default:
        return undefined;
    }
  }
}
