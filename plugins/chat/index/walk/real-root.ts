import { opendir, realpath } from 'node:fs/promises';
import { DevmgrError } from 'devmgr/plugin-api';

/** The root without links in it. Rejects with a `DevmgrError` when it is no folder or may not be looked into. */
export async function realRoot(root: string): Promise<string> {
  try {
    const real = await realpath(root);
    await (await opendir(real)).close();
    return real;
  } catch (error) {
    throw new DevmgrError({
      code: 'PLUGIN_INDEX_NO_FOLDER',
      message: `The folder ${root} cannot be read`,
      hint: 'Open devmgr in the folder of a project.',
      cause: error,
    });
  }
}
