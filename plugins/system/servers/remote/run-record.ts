/** What a devmgr writes down about a server that it runs, for the others in the same project. */
export interface RunRecord {
  readonly version: 1;
  readonly name: string;
  readonly target: string;
  readonly url: string;
  /** Of the server's process, with its start time as of `Processes.startTime`; absent when it has crashed. */
  readonly pid?: number;
  readonly startTime?: string;
  /** Of the devmgr that runs it. */
  readonly ownerPid: number;
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
  const { name, target, url, pid, startTime, ownerPid, socket } = value;
  const texts = [name, target, url, socket].every((each) => typeof each === 'string');
  if (!texts || !isPid(ownerPid) || (pid !== undefined && !isPid(pid))) return undefined;
  if (startTime !== undefined && typeof startTime !== 'string') return undefined;
  return value as RunRecord;
}

function isPid(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
