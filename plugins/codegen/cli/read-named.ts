import { DevmgrError } from 'devmgr/plugin-api';
import type { FileSnapshot, ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { usageError } from './usage-error.js';

/** The file that a person named, as it is now. A name that the writer refuses is a mistake in what was written after `devmgr`. */
export async function readNamed(path: string, writer: Pick<ProjectWriter, 'read'>): Promise<FileSnapshot> {
  try {
    return await writer.read(path);
  } catch (error) {
    const isRefused = DevmgrError.isInstance(error) && error.code === 'PLUGIN_CODEGEN_WRITE';
    throw isRefused ? usageError(error.message, error.hint ?? 'Choose a file inside the project.') : error;
  }
}
