import type { Disposable, Memento } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import type { WordParts } from './word-parts.js';

/** A session of the conversations of the project. What is chosen in it (model, code or not) is not remembered: flags say it. */
export async function chatSessionOf({ context, index }: WordParts): Promise<ChatSession & Disposable> {
  const [{ createAnswerQuestion }, { createChatSession }, { openProjectConversations }] = await Promise.all([
    import('../answer/create-answer-question.js'),
    import('../conversation/create-chat-session.js'),
    import('../conversation/open-project-conversations.js'),
  ]);
  const { clock, log, text, screen, storage } = context;
  return createChatSession({
    context: { clock, log, text, screen, storage: { ...storage, state: passing(storage.state) } },
    answer: createAnswerQuestion({ context, index }),
    openStore: (options) => openProjectConversations(storage.workspaceDir, options),
  });
}

/** What is set is forgotten with the process. */
function passing(state: Memento): Memento {
  const own = new Map<string, unknown>();
  return {
    get: (key) => (own.has(key) ? own.get(key) : state.get(key)),
    set: (key, value) => {
      own.set(key, value);
      return Promise.resolve();
    },
  };
}
