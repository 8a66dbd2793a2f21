import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/**
 * Loads a part of the program that is read late. Rejects with a `DevmgrError` when its file is not there any more: devmgr was updated while it
 * was running.
 */
export async function latePart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new DevmgrError({
      code: 'PLUGIN_SYSTEM_UPDATED',
      message: 'devmgr was updated while it was running',
      hint: 'Quit and start it again: parts that were not loaded yet are gone',
      exitCode: ExitCode.unavailable,
      cause: error,
    });
  }
}
