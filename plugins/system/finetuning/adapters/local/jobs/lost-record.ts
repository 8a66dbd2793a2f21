import type { JobRecord } from './job-record.js';

/** Of a job whose supervisor is gone without a word. `at`: its last sign of life; `wasCancelled`: somebody wanted it to end. */
export function lostRecord(record: JobRecord, at: number, wasCancelled: boolean): JobRecord {
  return {
    ...record,
    status: wasCancelled ? 'cancelled' : 'failed',
    rawStatus: 'lost',
    // A clock that was set back, or files that were copied.
    finishedAt: Math.max(at, record.startedAt ?? 0),
    error: {
      code: 'lost',
      message:
        'It ended without a word: the devmgr that supervised it was killed, or the machine was restarted. What it wrote until then is in its folder.',
    },
  };
}
