import type { JobStore } from './jobs/job-store.js';
import type { LocalSettings } from './local-settings.js';
import type { JobRunners } from './run/job-runners.js';

/** What fine-tuning on this machine is made of. */
export interface LocalParts {
  readonly store: JobStore;
  readonly runners: JobRunners;
  /** As they are now. */
  readonly settings: () => LocalSettings;
}
