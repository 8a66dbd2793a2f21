import { DevmgrError } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { isWriteConflict, type FileSnapshot, type SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { changedFiles } from './gen-outcome.js';
import { usageError } from './usage-error.js';

const protectedCode = 'PLUGIN_CODEGEN_PROTECTED';

/**
 * Writes all files of a generation, which is marked in the history; `undefined`: they are so already. Rejects, with nothing written, with a
 * `DevmgrError`: a file is not as it was when the answer was made, is protected, or cannot be written.
 */
export async function saveGeneration(
  generation: Generation,
  { writer, history }: Pick<CodegenEngine, 'writer' | 'history'>,
  { allowsProtected }: { readonly allowsProtected: boolean },
): Promise<SavedChange | undefined> {
  const files = changedFiles(generation);
  if (files.length === 0) return undefined;
  const plans: { readonly path: string; readonly text: string; readonly base: string | undefined }[] = [];
  for (const { path, before, after } of files) {
    const snapshot = await writer.read(path);
    if (snapshot.text !== before) throw conflict([snapshot.path], generation.id);
    if (!allowsProtected && snapshot.protection !== undefined) throw isProtected(snapshot.protection, generation.id);
    plans.push({ path: snapshot.path, text: after, base: snapshot.version });
  }
  const options = {
    title: `Generated ${generation.target}`,
    allowed: allowsProtected ? plans.map(({ path }) => path) : [],
  };
  try {
    const change = await writer.write(plans, options);
    await history.markSaved(generation.id, { id: change.id, files: plans });
    return change;
  } catch (error) {
    if (DevmgrError.isInstance(error) && error.code === protectedCode)
      throw isProtected(error.message, generation.id, error);
    // It changed while it was being written.
    throw isWriteConflict(error)
      ? conflict(
          error.conflicts.map(({ path }) => path),
          generation.id,
          error,
        )
      : error;
  }
}

/** Before somebody is asked for code that would not be written. */
export function refuseProtected({ path, protection }: Pick<FileSnapshot, 'path' | 'protection'>): void {
  if (protection === undefined) return;
  throw usageError(
    `${path} is protected, so nothing is written: ${protection}`,
    'To write it all the same: --allow-protected',
  );
}

/** The answer was asked for and is kept. */
function isProtected(reason: string, id: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: protectedCode,
    message: `Nothing saved: ${reason}`,
    hint: `To write it all the same: devmgr gen --history --id ${id} --save --allow-protected`,
    cause,
  });
}

function conflict(paths: readonly string[], id: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_WRITE_CONFLICT',
    message: `${paths.join(', ')} changed since the answer was made: nothing was written`,
    hint: `Generate it again. The answer is kept: devmgr gen --history --id ${id}`,
    cause,
  });
}
