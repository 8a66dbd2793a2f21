import type { Screen } from 'devmgr/plugin-api';
import type { TabCreator } from '../screen/ui.js';

/** The screen as the plugin host sees it: a real one, or none in headless runs. */
export interface Presentation {
  readonly screen: Screen;
  mountTab(id: string, create: TabCreator): void;
  unmountTab(id: string): Promise<void>;
  showTabLoading(id: string): void;
  showTabError(
    id: string,
    error: { readonly message: string; readonly hint?: string | undefined },
    retry: () => void,
  ): void;
}
