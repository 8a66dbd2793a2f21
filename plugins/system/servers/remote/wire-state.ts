import { DevmgrError, type ProcessExit } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** A state as JSON: the only thing in it that is none, an error, becomes its texts. */
export function wireState(state: ServerState): object {
  if (state.status !== 'crashed' || state.exit.kind !== 'not-started') return state;
  return { ...state, exit: { kind: 'not-started', error: wireError(state.exit.error) } };
}

/** Message, and of an expected error also code and hint. */
export function wireError(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  if (!DevmgrError.isInstance(error)) return { message };
  return { message, hint: error.hint, code: error.code, exitCode: error.exitCode };
}

type Fields = Readonly<Record<string, unknown>>;

const NO_METRICS = { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] };
const PHASES = ['waiting', 'importing', 'starting'];
const KINDS = ['app', 'command', 'url'];

/** The state that another devmgr told; `undefined` for anything else. It may be of a version that knows more or less. */
export function readWireState(value: unknown): ServerState | undefined {
  if (!isFields(value)) return undefined;
  const { name, kind, target, restarts, status } = value;
  if (typeof name !== 'string' || typeof target !== 'string' || typeof restarts !== 'number') return undefined;
  if (!KINDS.includes(String(kind))) return undefined;
  const pid = typeof value['pid'] === 'number' ? value['pid'] : undefined;
  switch (status) {
    case 'stopped':
      return value as unknown as ServerState;
    case 'stopping':
      return { ...value, pid } as unknown as ServerState;
    case 'starting':
      return isStarting(value) ? ({ ...value, pid } as unknown as ServerState) : undefined;
    case 'running':
      return isRunning(value)
        ? ({ ...value, pid, metrics: { ...NO_METRICS, ...(value['metrics'] as object) } } as unknown as ServerState)
        : undefined;
    case 'crashed':
      return readCrashed(value);
    default:
      return undefined;
  }
}

function isStarting({ url, phase, waitsFor }: Fields): boolean {
  return typeof url === 'string' && PHASES.includes(String(phase)) && isTexts(waitsFor);
}

function isRunning({ url, startedAt, health, metrics }: Fields): boolean {
  if (typeof url !== 'string' || typeof startedAt !== 'number' || !isFields(health) || !isFields(metrics)) return false;
  if (health['kind'] === 'healthy') return typeof health['latencyMs'] === 'number';
  if (health['kind'] === 'unhealthy') return typeof health['reason'] === 'string';
  return health['kind'] === 'unknown';
}

function readCrashed(value: Fields): ServerState | undefined {
  const { exit, lastLines, at, next } = value;
  if (!isTexts(lastLines) || typeof at !== 'number' || !isFields(next)) return undefined;
  const read = readExit(exit);
  return read && ({ ...value, exit: read } as unknown as ServerState);
}

function readExit(value: unknown): ProcessExit | undefined {
  if (!isFields(value)) return undefined;
  if (value['kind'] === 'not-started') return { kind: 'not-started', error: readWireError(value['error']) };
  if (value['kind'] === 'exited' && typeof value['code'] === 'number') return value as unknown as ProcessExit;
  if (value['kind'] === 'signalled' && typeof value['signal'] === 'string') return value as unknown as ProcessExit;
  return undefined;
}

/** An error of another devmgr, as if it had happened here. */
export function readWireError(value: unknown): Error {
  const { message, hint, code, exitCode } = isFields(value) ? value : {};
  const text = typeof message === 'string' ? message : 'for a reason that the other devmgr did not tell';
  if (typeof code !== 'string') return new Error(text);
  return new DevmgrError({
    code: code as `PLUGIN_${string}`,
    message: text,
    hint: typeof hint === 'string' ? hint : undefined,
    ...(typeof exitCode === 'number' && { exitCode }),
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
