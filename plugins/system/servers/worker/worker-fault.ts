import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';
import { ownPath } from '../own-path.js';
import type { WorkerError, WorkerEvent } from './worker-event.js';

export interface FaultSurroundings {
  readonly root: string;
  readonly host: string;
  readonly port: number;
  /** As a person would type it. */
  readonly python: string;
  /** Another worker serves beside it. */
  readonly handsOver: boolean;
  /** Masks secrets. */
  readonly redact: (text: string) => string;
}

/** Another port, a lock file, a database that one process opens: `OSError: [Errno 98] Address already in use`, `BlockingIOError`. */
const EXCLUSIVE =
  /\b(?:EADDRINUSE|EAGAIN|EWOULDBLOCK|BlockingIOError|(?:already|address) in use|already (?:locked|running)|is locked|temporarily unavailable|could not (?:set|acquire|get) (?:the |a )?lock)\b/i;

/** What an event tells of why the worker is going to end; `undefined` when it tells nothing of that. */
export function workerFault(event: WorkerEvent, around: FaultSurroundings): ServerFault | undefined {
  switch (event.event) {
    case 'import-failed':
      return faultOf('import', event.error, around);
    case 'startup-failed':
      return faultOf('startup', event.error, around);
    case 'port-failed':
      return portFault(event.code, event.message, around);
    default:
      return undefined;
  }
}

function faultOf(kind: 'import' | 'startup', { message, frames }: WorkerError, around: FaultSurroundings): ServerFault {
  const plain = around.redact(message.replace(/^uvicorn\.importer\.ImportFromStringError: /, ''));
  const own = frames.flatMap(({ file, line }) => {
    const path = ownPath(file, around.root);
    return path === undefined ? [] : [{ path, line }];
  });
  return {
    kind,
    message: plain,
    ...own.at(-1),
    hint: exclusiveHint(plain, around) ?? importHint(plain, around.python),
  };
}

/** Two workers are there at once for a moment: what only one of them can have, the new one does not get. */
function exclusiveHint(message: string, { handsOver }: FaultSurroundings): string | undefined {
  if (!handsOver || !EXCLUSIVE.test(message)) return undefined;
  return 'The old one has it still. Let it end first: reload = "restart"';
}

function importHint(message: string, python: string): string | undefined {
  const missing = /^ModuleNotFoundError: No module named '([\w.-]+)'/.exec(message)?.[1];
  if (missing !== undefined)
    return `Install what it needs: ${python} -m pip install ${missing.split('.')[0] ?? missing}`;
  if (/^Attribute ".*" not found in module/.test(message)) return 'Name the application as module:attribute';
  if (/^Could not import module/.test(message)) return 'Is it named right, and does its folder have the right app-dir?';
  return undefined;
}

function portFault(code: string, message: string, { host, port }: FaultSurroundings): ServerFault {
  const reasons: Readonly<Record<string, readonly [string, string]>> = {
    EADDRINUSE: [`port ${port} is in use already`, 'Free it, or take another one'],
    EACCES: [`port ${port} needs more rights than you have`, 'Take a port from 1024 on'],
    EADDRNOTAVAIL: [`${host} is no address of this machine`, 'Use 127.0.0.1, or 0.0.0.0 for all addresses'],
    EAI: [`the host ${host} is not known`, 'Use 127.0.0.1, or 0.0.0.0 for all addresses'],
  };
  const [reason, hint] = (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? [
    `port ${port} of ${host} cannot be listened on: ${message}`,
    undefined,
  ];
  return { kind: 'port', message: reason, hint };
}
