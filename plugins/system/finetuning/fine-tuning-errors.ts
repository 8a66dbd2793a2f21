import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { nearestModels } from '../providers/catalogue/nearest-models.js';

export function unknownAdapter(id: string, ids: readonly string[]): DevmgrError {
  const near = nearestModels(id, ids);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${ids.join(', ')}.`;
  return usage(`There is no fine-tuning provider "${id}"`, hint);
}

export function badAdapterId(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `"${id}" cannot name a fine-tuning adapter`,
    hint: 'Take lower-case letters, digits and dashes, at most 40.',
    exitCode: ExitCode.plugin,
  });
}

export function takenAdapterId(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `There is a fine-tuning adapter "${id}" already`,
    hint: 'Give the adapter of your plugin another id.',
    exitCode: ExitCode.plugin,
  });
}

export function unknownJob(name: string, jobs: readonly FineTuningJob[]): DevmgrError {
  const near = nearestModels(
    name,
    jobs.map(({ id }) => id),
  );
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See them all: devmgr finetune list';
  return usage(`There is no fine-tuning job "${name}"`, hint);
}

/** Not every provider could be asked for its jobs. */
export function unseenJob(name: string, problems: FineTuningState['problems']): DevmgrError {
  const [first] = problems;
  const told = problems.map(({ adapterId, message }) => `${adapterId}: ${message}`).join('; ');
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_FINETUNING_UNAVAILABLE',
    message: `Whether there is a fine-tuning job "${name}" cannot be said: ${told}`,
    hint: first?.hint,
    exitCode: ExitCode.unavailable,
  });
}

export function ambiguousJob(name: string, jobs: readonly FineTuningJob[]): DevmgrError {
  const names = jobs.slice(0, 5).map(({ adapterId, id }) => `${adapterId}:${id}`);
  return usage(`"${name}" names ${jobs.length} fine-tuning jobs`, `Name one of them: ${names.join(', ')}.`);
}

/** Pause at a provider that has none. */
export function notOffered(adapter: FineTuningAdapter, action: string): DevmgrError {
  return usage(`${adapter.title} cannot ${action} a job`, `See what it can: devmgr finetune adapters`);
}

/** The adapter takes no jobs as things are. `undefined`: it does. */
export function unready(adapter: FineTuningAdapter): DevmgrError | undefined {
  const availability = adapter.availability();
  if (availability.kind === 'ready') return undefined;
  const { reason, hint } = availability;
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_FINETUNING_UNAVAILABLE',
    message: `${adapter.title}: ${reason}`,
    hint,
    exitCode: ExitCode.unavailable,
  });
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
