import type { PluginContext } from 'devmgr/plugin-api';
import { codegenCommands } from '../commands/codegen-commands.js';
import type { OpenTab } from '../commands/command-parts.js';
import type { CodegenEngine } from '../session/codegen-engine.js';

export interface ScreenParts {
  readonly context: PluginContext;
  readonly engine: () => Promise<CodegenEngine>;
  /** Who writes code in this project, as the person chose. */
  readonly choice: { chosen: string | undefined };
}

/** The tab and the commands that work on it. What they do is loaded when the tab is first shown. */
export function registerScreen(parts: ScreenParts): void {
  const { context } = parts;
  const { manifest, tabs, commands } = context;
  let open: OpenTab | undefined;
  const handlers = codegenCommands({ context, open: () => open });
  for (const [name, handler] of Object.entries(handlers)) commands.register(`${manifest.id}.${name}`, handler);
  tabs.register(manifest.id, async (tab) => {
    const { openTab } = await import('./open-tab.js');
    open = openTab(parts, tab);
    tab.own({ dispose: () => void (open = undefined) });
  });
}
