import type { ServerStartOptions, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { readWireError, readWireState } from './wire-state.js';

/** What both sides must speak. A devmgr of another version is told so, and says so. */
export const CONTROL_VERSION = 2;

const ACTIONS = ['status', 'start', 'stop', 'restart', 'reload', 'watch', 'shutdown'] as const;

/**
 * One line of JSON from the one who asks.
 *
 * `status`, `start`, `stop`, `restart`, `reload` are answered with one line, and the connection ends. `watch` is answered with line after line
 * (see `WatchMessage`) until one side leaves. `shutdown` ends a devmgr in the background, and no other.
 */
export interface ControlRequest {
  readonly version: typeof CONTROL_VERSION;
  readonly action: (typeof ACTIONS)[number];
  /** Empty for `status`, `watch`, `shutdown`. */
  readonly names: readonly string[];
  /** Of `start` and `restart`, for a single name. */
  readonly options?: ServerStartOptions | undefined;
}

export type ControlReply =
  { readonly ok: true; readonly servers: readonly ServerState[] } | { readonly ok: false; readonly error: Error };

/** Reads a request. `undefined` for anything else; a request of another version is `other-version`. */
export function readControlRequest(line: string): ControlRequest | 'other-version' | undefined {
  const value = parse(line);
  if (value === undefined) return undefined;
  const { version, action, names = [], options } = value;
  if (version !== CONTROL_VERSION) return typeof version === 'number' ? 'other-version' : undefined;
  const known = ACTIONS.find((each) => each === action);
  if (!known || !Array.isArray(names) || !names.every((name) => typeof name === 'string')) return undefined;
  return { version, action: known, names, options: readOptions(options) };
}

/** Reads the line that came back; `undefined` for anything else. What a devmgr of another version says is a refusal. */
export function readControlReply(line: string): ControlReply | undefined {
  const value = parse(line);
  if (value?.['ok'] === true && Array.isArray(value['servers'])) {
    return { ok: true, servers: value['servers'].flatMap((each) => readWireState(each) ?? []) };
  }
  if (value?.['ok'] !== false) return undefined;
  // Version 1 had its texts beside `ok`.
  return { ok: false, error: readWireError(value['error'] ?? { code: 'PLUGIN_SYSTEM_OWNER_FAILED', ...value }) };
}

function readOptions(value: unknown): ServerStartOptions | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { app, host, port, reload } = value as Readonly<Record<string, unknown>>;
  return {
    ...(typeof app === 'string' && { app }),
    ...(typeof host === 'string' && { host }),
    ...(typeof port === 'number' && { port }),
    ...(typeof reload === 'boolean' && { reload }),
  };
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
