import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';

/** Who writes files of the project. Rejects with `PLUGIN_CHAT_SAVE` when nobody does. */
export async function findWriter({ services }: Pick<PluginContext, 'services'>): Promise<ProjectWriter> {
  try {
    return await services.require(ProjectWriter);
  } catch (error) {
    throw new DevmgrError({
      code: 'PLUGIN_CHAT_SAVE',
      message: 'Nothing can be saved: the Code Gen plugin, which writes files, is not there',
      hint: 'devmgr plugins list says why. Copying (y) works without it.',
      cause: error,
    });
  }
}
