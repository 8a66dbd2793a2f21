import type { CommandHandler } from 'devmgr/plugin-api';
import { onTalk, type TalkParts } from './talk-parts.js';

/** Going from pane to pane; by the names of the commands after the plugin's id. */
export function paneCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  const isEmpty = () =>
    parts.session.state.get().conversation.messages.length === 0 ? 'Nothing was asked yet' : undefined;
  return {
    'write-question': onTalk(parts, (view) => view.write()),
    'begin-line': onTalk(parts, (view) => view.insert('\n')),
    'open-source': onTalk(parts, (view) => view.openSelected()),
    'write-command': onTalk(parts, (view) => view.insert('/')),
    'read-conversation': onTalk(parts, (view) => {
      // Who leaves the message does not edit the last question any more; what was written stays there.
      parts.session.keepTakenBack();
      view.readConversation();
    }),
    'show-sources': onTalk(parts, (view) =>
      view.focused === 'sources' ? view.readConversation() : view.showSources(),
    ),
    'close-code': onTalk(parts, (view) => view.closeCode()),
    'find-in-conversation': onTalk(parts, (view) => view.openFind(), isEmpty),
    'find-next': onTalk(parts, (view) => view.findNext(1)),
    'find-previous': onTalk(parts, (view) => view.findNext(-1)),
    'end-find': onTalk(parts, (view) => view.endFind()),
  };
}
