import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** What a devmgr writes down about a server that it runs, for the others in the same project. */
export interface RunRecord {
  readonly version: 1;
  readonly name: string;
  readonly target: string;
  readonly url: string;
  /** Of the server's process, with its start time as of `Processes.startTime`; absent when it has crashed. */
  readonly pid?: number;
  readonly startTime?: string;
  /** Milliseconds since the epoch; absent until it runs. */
  readonly startedAt?: number;
  /** Of the devmgr that runs it. */
  readonly ownerPid: number;
  /** Start time of that devmgr: with it a dead one is told from one whose socket somebody has removed. */
  readonly ownerStartTime?: string;
  /** It was stopped or is done since then (milliseconds since the epoch); its devmgr lives and starts it again when asked. */
  readonly over?: number;
  /** What the server is; absent in records of earlier versions. */
  readonly kind?: ServerState['kind'];
  /** The unix socket on which that devmgr answers. */
  readonly socket: string;
}

/** Reads a record; `undefined` for anything else, an older or newer format too. */
export function readRunRecord(text: string): RunRecord | undefined {
  let value: Partial<Record<keyof RunRecord, unknown>> | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || value.version !== 1) return undefined;
  const { name, target, url, pid, startTime, ownerPid, ownerStartTime, startedAt, over, socket } = value;
  const texts = [name, target, url, socket].every((each) => typeof each === 'string');
  if (!texts || !isPid(ownerPid) || (pid !== undefined && !isPid(pid))) return undefined;
  if (![startTime, ownerStartTime].every((time) => time === undefined || typeof time === 'string')) return undefined;
  if (![startedAt, over].every((at) => at === undefined || typeof at === 'number')) return undefined;
  return value as RunRecord;
}

function isPid(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
