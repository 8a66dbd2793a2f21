import { DevmgrError, type CommandHandler, type CommandInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSession } from '../conversation/chat-session.js';
import type { TalkView } from '../tab/talk/talk-view.js';

/** What commands of conversations work on. */
export interface TalkParts {
  readonly context: PluginContext;
  readonly session: ChatSession;
  readonly index: CodeIndex;
  /** `undefined` until the tab has been shown. */
  view(): TalkView | undefined;
  /** Brings the page of conversations before the others. */
  show(): void;
}

export type TalkDeed = (view: TalkView, invocation: CommandInvocation) => void | Promise<void>;

/** A command that needs the page. */
export function onTalk(
  parts: TalkParts,
  act: TalkDeed,
  reason?: (view: TalkView) => string | undefined,
): CommandHandler {
  const { title } = parts.context.manifest;
  return {
    disabledReason() {
      const view = parts.view();
      return view ? reason?.(view) : `Show the tab ${title} first`;
    },
    async run(invocation) {
      const view = parts.view();
      if (!view) throw new DevmgrError({ code: 'DEVMGR_USAGE', message: `The tab ${title} has not been shown.` });
      parts.show();
      await act(view, invocation);
    },
  };
}
