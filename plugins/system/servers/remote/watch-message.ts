import type { OutputLine } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerRequest } from '../requests/server-request.js';
import type { RunFacts } from '../run/server-run.js';
import { readWireState } from './wire-state.js';

/**
 * One line of a watch, from the devmgr that runs the servers.
 *
 * First `snapshot` with all that run, have crashed or are done, then `change` for each that is another (`stopped` included). `alive` comes when nothing else
 * has for some seconds. `output`, `requests` and `facts` come for servers that were asked for with `{"follow":"name"}` on the same connection:
 * what is there first, at most some hundred, then what is new. `skipped`: so many were left out before these, as the reader was slow.
 */
export type WatchMessage =
  | { readonly type: 'snapshot'; readonly servers: readonly ServerState[]; readonly detached: boolean }
  | { readonly type: 'change'; readonly server: ServerState }
  | { readonly type: 'alive' }
  | { readonly type: 'facts'; readonly name: string; readonly facts: RunFacts }
  | { readonly type: 'output'; readonly name: string; readonly lines: readonly OutputLine[]; readonly skipped: number }
  | { readonly type: 'requests'; readonly name: string; readonly requests: readonly ServerRequest[] };

/** Reads a line of a watch; `undefined` for what is none, or what this version does not know. */
export function readWatchMessage(line: string): WatchMessage | undefined {
  const value = parse(line);
  const server = readWireState(value['server']);
  const { name } = value;
  switch (value['type']) {
    case 'alive':
      return { type: 'alive' };
    case 'snapshot':
      return {
        type: 'snapshot',
        servers: list(value['servers']).flatMap((each) => readWireState(each) ?? []),
        detached: value['detached'] === true,
      };
    case 'change':
      return server && { type: 'change', server };
  }
  if (typeof name !== 'string') return undefined;
  switch (value['type']) {
    case 'facts':
      return isFacts(value['facts']) ? { type: 'facts', name, facts: value['facts'] } : undefined;
    case 'output':
      return {
        type: 'output',
        name,
        lines: list(value['lines']).filter(isOutputLine),
        skipped: Number(value['skipped'] ?? 0),
      };
    case 'requests':
      return { type: 'requests', name, requests: list(value['requests']).filter(isRequest) };
    default:
      return undefined;
  }
}

/** The server whose output, requests and facts are asked for; `undefined` when that is not what the line says. */
export function readFollow(line: string): string | undefined {
  const { follow } = parse(line);
  return typeof follow === 'string' ? follow : undefined;
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isOutputLine(value: unknown): value is OutputLine {
  const { stream, text, at } = (value ?? {}) as Partial<OutputLine>;
  return (stream === 'stdout' || stream === 'stderr') && typeof text === 'string' && typeof at === 'number';
}

function isRequest(value: unknown): value is ServerRequest {
  const { at, method, path } = (value ?? {}) as Partial<ServerRequest>;
  return typeof at === 'number' && typeof method === 'string' && typeof path === 'string';
}

function isFacts(value: unknown): value is RunFacts {
  const { command, equivalent, cwd, env } = (value ?? {}) as Partial<RunFacts>;
  return (
    Array.isArray(command) &&
    Array.isArray(equivalent) &&
    typeof cwd === 'string' &&
    typeof env === 'object' &&
    !Array.isArray(env)
  );
}
