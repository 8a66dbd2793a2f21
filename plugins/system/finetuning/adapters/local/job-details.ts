import type { FineTuningDetail } from 'devmgr/plugin-api/contracts/finetuning-job';
import { DetailReader } from './detail-reader.js';
import type { StoredJob } from './jobs/job-store.js';

/** Jobs that are looked at by turns; what was read of others is read again when somebody comes back to them. */
const MOST_JOBS = 3;

/** What is known of the jobs that somebody looks at. */
export class JobDetails {
  readonly #readers = new Map<string, DetailReader>();

  read(job: StoredJob): Promise<FineTuningDetail> {
    const { id } = job.order;
    const reader = this.#readers.get(id) ?? new DetailReader(job);
    // The one that was looked at last is the last to go.
    this.#readers.delete(id);
    this.#readers.set(id, reader);
    for (const other of [...this.#readers.keys()].slice(0, -MOST_JOBS)) this.#readers.delete(other);
    return reader.read();
  }
}
