import type { CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';
import { hasJobs } from '../../finetuning/view/availability-text.js';
import type { FinetuneParts } from './finetune-word.js';

/** Jobs and problems of all providers that can be asked, or of one, asked now. */
export async function listed(
  { signal }: Pick<CliInvocation, 'signal'>,
  { finetuning }: FinetuneParts,
  adapterId?: string,
): Promise<FineTuningState> {
  const wanted = finetuning.adapters.get().filter((each) => hasJobs(each.availability()));
  const asks = adapterId === undefined ? wanted.map(({ id }) => id) : [adapterId];
  try {
    await Promise.all(asks.map((id) => finetuning.refresh({ signal, adapterId: id })));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const state = finetuning.state.get();
  const isWanted = (id: string) => adapterId === undefined || id === adapterId.toLowerCase();
  return {
    ...state,
    jobs: state.jobs.filter((job) => isWanted(job.adapterId)),
    problems: state.problems.filter((problem) => isWanted(problem.adapterId)),
  };
}
