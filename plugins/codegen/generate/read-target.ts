import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { CodeTarget } from 'devmgr/plugin-api/contracts/code-generator';
import type { FileSnapshot, ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { languageOf } from './language-of.js';

export interface TargetRules {
  /** Whether a file of this path commonly holds secrets. */
  isSecret(path: string): boolean;
}

/**
 * The file that code is written for, as it is now. Rejects with a `DevmgrError` for an empty path, for one that the writer refuses, and for
 * a file of secrets, whose content is sent to nobody.
 */
export async function readTarget(
  path: string,
  writer: Pick<ProjectWriter, 'read'>,
  { isSecret }: TargetRules,
): Promise<CodeTarget> {
  if (path.trim() === '') throw noTarget();
  const now = await writer.read(path);
  refuseSecret(now, isSecret);
  return { path: now.path, language: languageOf(now.path), before: now.text };
}

/** Throws for a file of secrets that is there: its content would be sent, whatever is agreed to. */
export function refuseSecret(
  { path, text }: Pick<FileSnapshot, 'path' | 'text'>,
  isSecret: TargetRules['isSecret'],
): void {
  if (text !== undefined && isSecret(path)) throw secretTarget(path);
}

function noTarget(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'No file is named that the code is for',
    hint: 'Name one, new or there already: app/routers/refunds.py',
    exitCode: ExitCode.usage,
  });
}

function secretTarget(path: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${path} commonly holds secrets: its content is sent to nobody`,
    hint: 'Edit it by hand, or generate an example without values beside it: .env.example',
    exitCode: ExitCode.usage,
  });
}
