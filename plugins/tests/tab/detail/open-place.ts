import { join } from 'node:path';
import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';
import type { SourcePlace } from './detail-pane.js';

/** Opens a place of the project in the person's editor. Rejects with what `screen.edit` rejects with. */
export function openPlace(
  { screen, workspace }: Pick<PluginContext, 'screen' | 'workspace'>,
  { path, line }: SourcePlace,
): Promise<void> {
  return screen.edit({ path: path.startsWith('/') ? path : join(workspace.root, path), ...(line && { line }) });
}

/** The same from inside a widget: what goes wrong is told on the screen. */
export async function openPlaceTold(
  context: Pick<PluginContext, 'screen' | 'workspace' | 'log'>,
  place: SourcePlace,
): Promise<void> {
  try {
    await openPlace(context, place);
  } catch (error) {
    if (!DevmgrError.isInstance(error)) context.log.error(`${place.path} could not be opened`, error);
    const hint = DevmgrError.isInstance(error) ? error.hint : 'The log has the details.';
    context.screen.notify({ severity: 'error', message: error instanceof Error ? error.message : String(error), hint });
  }
}
