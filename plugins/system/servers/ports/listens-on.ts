import type { Processes } from 'devmgr/plugin-api';
import type { RunRecord } from '../remote/run-record.js';
import type { RunRecords } from '../remote/run-records.js';
import type { ServerManager } from '../server-manager.js';

export interface Listeners {
  readonly manager: Pick<ServerManager, 'all'>;
  readonly records: Pick<RunRecords, 'list'>;
  readonly processes: Pick<Processes, 'startTime'>;
}

/** Whether a server of this project listens on a port of this machine: ours, or that of another devmgr. */
export async function listensOn(port: number, { manager, records, processes }: Listeners): Promise<boolean> {
  const ours = manager.all.get().flatMap((state) => ('url' in state ? [state.url] : []));
  if (ours.some((url) => portOf(url) === port)) return true;
  const there = (await records.list()).filter(({ url }) => portOf(url) === port);
  const alive = await Promise.all(there.map((record) => isAlive(record, processes)));
  return alive.includes(true);
}

/** A devmgr that was killed leaves its records behind. */
async function isAlive({ pid, startTime }: RunRecord, processes: Listeners['processes']): Promise<boolean> {
  return pid !== undefined && (await processes.startTime(pid)) === startTime;
}

function portOf(url: string): number {
  return URL.canParse(url) ? Number(new URL(url).port || 80) : 0;
}
