import type { PullStep } from '../providers/local/models/model-library.js';

/** `asking huggingface.co for owner/name…`, or what went wrong and when it is tried again. */
export function pullStepText(step: PullStep): string {
  if (step.kind === 'ask') return `asking ${step.host} for ${step.id}…`;
  const { host, reason, failures, retries, inMs } = step;
  return `! ${host}: ${reason}; again in ${(inMs / 1000).toFixed(1)} s (${failures} of ${retries})`;
}
