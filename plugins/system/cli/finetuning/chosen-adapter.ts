import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { availabilityNote } from '../../finetuning/view/availability-text.js';
import { unknownAdapter } from '../../finetuning/fine-tuning-errors.js';
import type { FinetuneParts } from './finetune-word.js';

/** The provider that was named, or the only one that takes jobs. Throws a `DevmgrError` when it is not clear which. */
export function chosenAdapter(
  { flags }: Pick<CliInvocation, 'flags'>,
  { finetuning }: FinetuneParts,
  word?: string,
): FineTuningAdapter {
  const all = finetuning.adapters.get();
  const named = word ?? flags.string('provider');
  if (named !== undefined) {
    const found = all.find(({ id }) => id === named.toLowerCase());
    if (found) return found;
    throw unknownAdapter(
      named,
      all.map(({ id }) => id),
    );
  }
  const ready = all.filter((adapter) => adapter.availability().kind === 'ready');
  const [only, ...others] = ready;
  if (only && others.length === 0) return only;
  const names = ready.map(({ id }) => id).join(', ');
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: only ? 'Which provider?' : 'No provider takes fine-tuning jobs here',
    hint: only ? `Name one with --provider: ${names}` : 'What each needs: devmgr finetune adapters',
    exitCode: only ? ExitCode.usage : ExitCode.unavailable,
  });
}

/** A `DevmgrError` where jobs cannot be created; `undefined` where they can. */
export function refusal(adapter: FineTuningAdapter): DevmgrError | undefined {
  const availability = adapter.availability();
  if (availability.kind === 'ready') return undefined;
  const { hint } = availability;
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_FINETUNING_UNAVAILABLE',
    message: `${adapter.title}: ${availabilityNote({ ...availability, hint: '' })}`,
    hint,
    exitCode: ExitCode.unavailable,
  });
}
