import { DevmgrError } from 'devmgr/plugin-api';
import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';

/** Code that was only to be tried could not be taken back, as somebody changed the file meanwhile, or as the disk refuses it. */
export function triedStays({ files }: Pick<SavedChange, 'files'>, cause: unknown): DevmgrError {
  const paths = files.map(({ path }) => path).join(', ');
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DevmgrError({
    code: triedStaysCode,
    message: `Code that was only tried with its tests is still in ${paths}: ${why}`,
    hint: 'Look at what changed there (git diff), take out what was tried and keep what is yours.',
    cause,
  });
}

export const triedStaysCode = 'PLUGIN_CODEGEN_TRIED_STAYS';
