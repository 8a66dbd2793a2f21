import type { Tab } from 'devmgr/plugin-api';
import { jobName } from '../../finetuning/view/job-report.js';
import type { JobsParts } from '../../jobs-parts.js';

/**
 * Remembers the job that the person went to while it is not in the list, as when the adapter of its provider is made anew for other settings: then
 * the next row is selected without anybody's wish.
 */
export function keepSelectedJob(
  { finetuning, selected }: Pick<JobsParts, 'finetuning' | 'selected'>,
  tab: Tab,
): { bringBack(): void } {
  const isThere = (name: string | undefined) => finetuning.state.get().jobs.some((job) => jobName(job) === name);
  let before = selected.get();
  let wanted = before;
  tab.own(
    selected.onDidChange((name) => {
      // Whoever leaves a row that is still there wanted to.
      if (isThere(before)) wanted = name;
      before = name;
    }),
  );
  return {
    /** To be called with every list. */
    bringBack() {
      if (wanted !== undefined && wanted !== selected.get() && isThere(wanted)) selected.set(wanted);
    },
  };
}
