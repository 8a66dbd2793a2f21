import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../../conversation/chat-session.js';
import type { ChatState } from '../../conversation/chat-state.js';
import type { KeptAttachment } from './kept-attachment.js';
import type { KeptDraft } from './kept-draft.js';

export interface FollowAttachmentsParts {
  readonly context: Pick<PluginContext, 'text' | 'pluginDir' | 'workspace' | 'signal' | 'screen' | 'log'>;
  readonly session: Pick<ChatSession, 'state' | 'attach'>;
  readonly draft: KeptDraft;
}

/** Attaches what was attached when devmgr ended, and from then on keeps what is attached. */
export function followAttachments(parts: FollowAttachmentsParts): Disposable {
  const { session, draft, context } = parts;
  const following: { now?: Disposable; isOver?: boolean } = {};
  const follow = () => {
    if (following.isOver === true) return;
    let kept: ChatState['attachments'] | undefined;
    const keep = () => {
      const { attachments } = session.state.get();
      // The state changes with every token.
      if (attachments !== kept) draft.setAttachments(attachments);
      kept = attachments;
    };
    following.now = session.state.onDidChange(keep);
    keep();
  };
  restore(parts).then(follow, (error: unknown) =>
    context.log.warn('What was attached could not be brought back', { reason: String(error) }),
  );
  return {
    dispose() {
      following.isOver = true;
      void following.now?.dispose();
    },
  };
}

async function restore({ session, draft, context }: FollowAttachmentsParts): Promise<void> {
  // A tab that is made anew: the session has what it had.
  if (session.state.get().attachments.length > 0) return;
  for (const kept of draft.attachments) {
    const attachment = await attachmentOf(kept, context);
    if (attachment) session.attach(attachment);
  }
}

async function attachmentOf(kept: KeptAttachment, context: FollowAttachmentsParts['context']) {
  if (!('path' in kept)) return { kind: 'text', ...kept } as const;
  const { readAttachment } = await import('../../attach/read-attachment.js');
  const { workspace, signal } = context;
  return readAttachment(kept.path, { root: workspace.root, context, signal }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    context.screen.notify({ severity: 'warning', message: `${kept.path} is attached no more: ${reason}` });
    return undefined;
  });
}
