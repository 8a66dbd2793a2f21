import { DevmgrError, type CommandHandler, type CommandInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { CodegenSession } from '../session/codegen-session.js';
import type { CodegenState } from '../session/codegen-state.js';
import type { CodegenView } from '../tab/codegen-view.js';

/** What is there once the tab has been shown. */
export interface OpenTab {
  readonly session: CodegenSession;
  readonly view: CodegenView;
}

export interface CommandParts {
  readonly context: PluginContext;
  /** `undefined` until the tab has been shown. */
  open(): OpenTab | undefined;
}

export type Handlers = Readonly<Record<string, CommandHandler>>;

type Deed = (tab: OpenTab, invocation: CommandInvocation) => void | Promise<void>;

/** A command that needs the tab. `reason`: why it cannot run now. */
export function onTab(
  parts: CommandParts,
  act: Deed,
  reason?: (state: CodegenState, tab: OpenTab) => string | undefined,
): CommandHandler {
  const { title } = parts.context.manifest;
  return {
    disabledReason() {
      const tab = parts.open();
      return tab ? reason?.(tab.session.state.get(), tab) : `Show the tab ${title} first`;
    },
    async run(invocation) {
      const tab = parts.open();
      if (!tab) throw new DevmgrError({ code: 'DEVMGR_USAGE', message: `The tab ${title} has not been shown.` });
      await act(tab, invocation);
    },
  };
}

/** Why nothing new can begin. */
export function busyReason({ work }: CodegenState): string | undefined {
  return work && 'Something is going on: wait for it, or stop it with Esc';
}
