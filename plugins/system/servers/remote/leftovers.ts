import { rm } from 'node:fs/promises';
import type { Processes } from 'devmgr/plugin-api';
import type { RunRecord } from './run-record.js';
import type { RunRecords } from './run-records.js';

/**
 * What a record says that nobody answers for. `left`: the process is there, and the devmgr that started it is not; `gone`: neither is;
 * `unreachable`: the devmgr lives, only its socket is no more (somebody has tidied up).
 */
export type RecordVerdict = 'left' | 'gone' | 'unreachable';

/** Records whose devmgr does not listen any more. */
export class Leftovers {
  readonly #records: RunRecords;
  readonly #processes: Pick<Processes, 'startTime' | 'stopForeign'>;

  constructor(records: RunRecords, processes: Pick<Processes, 'startTime' | 'stopForeign'>) {
    this.#records = records;
    this.#processes = processes;
  }

  async judge({ pid, startTime, ownerPid, ownerStartTime }: RunRecord): Promise<RecordVerdict> {
    if (await this.#is(ownerPid, ownerStartTime)) return 'unreachable';
    return pid !== undefined && (await this.#is(pid, startTime)) ? 'left' : 'gone';
  }

  /** Ends what was left, and removes its record. True when there was a process to end. */
  async clear(record: RunRecord): Promise<boolean> {
    const verdict = await this.judge(record);
    if (verdict === 'unreachable') return false;
    const { pid, startTime } = record;
    if (verdict === 'left' && pid !== undefined && startTime !== undefined)
      await this.#processes.stopForeign(pid, startTime);
    await this.forget(record);
    return verdict === 'left';
  }

  async forget(record: RunRecord): Promise<void> {
    await this.#records.remove(record.name, record.ownerPid).catch(() => undefined);
    await rm(record.socket, { force: true }).catch(() => undefined);
  }

  async #is(pid: number, startTime: string | undefined): Promise<boolean> {
    return startTime !== undefined && (await this.#processes.startTime(pid)) === startTime;
  }
}
