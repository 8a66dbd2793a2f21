import type { CliInvocation, PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../../conversation/chat-session.js';
import type { ConversationHead } from '../../conversation/conversation.js';
import type { CodeIndexService } from '../../index/service/code-index-service.js';

/** What commands of the conversation work with. */
export interface TalkParts {
  readonly invocation: CliInvocation;
  readonly session: ChatSession;
  readonly context: PluginContext;
  readonly index: CodeIndexService;
  /** All that can be written. */
  readonly commands: readonly TalkCommand[];
  /** Runs what asks, and writes the answer. */
  readonly ask: (work: () => Promise<void>) => Promise<void>;
  /** What `/history` showed last. */
  listed: readonly ConversationHead[];
}

/** What a command does. Rejects with a `DevmgrError`. `argument`: empty when there is none. `signal`: Ctrl-C. */
export type RunTalkCommand = (
  parts: TalkParts,
  argument: string,
  signal: AbortSignal,
) => Promise<'end' | void> | 'end' | void;

export interface TalkCommand {
  readonly name: string;
  readonly argument?: string | undefined;
  readonly summary: string;
  /** Of the manifest; `undefined`: there is no such command on the screen. */
  readonly commandId?: string | undefined;
  readonly run: RunTalkCommand;
}
