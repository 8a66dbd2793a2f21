import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** How a model that was made is named where it is asked for: as a selection if devmgr can ask it. */
export function resultName({ resultModel, resultSelection }: FineTuningJob): string | undefined {
  return resultSelection ?? resultModel;
}
