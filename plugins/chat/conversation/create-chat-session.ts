import { Store, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { AnswerQuestion } from '../answer/answer-event.js';
import { AnswerRunner } from './answer-runner.js';
import { ChatPreferences } from './chat-preferences.js';
import { ChatRecord } from './chat-record.js';
import { reduceChat } from './chat-reducer.js';
import type { ChatSession } from './chat-session.js';
import type { ChatState } from './chat-state.js';
import { ConversationKeeper, type OpenStore } from './conversation-keeper.js';
import { emptyConversation } from './empty-conversation.js';
import { KeptChatSession } from './kept-chat-session.js';

export interface ChatSessionParts {
  readonly context: Pick<PluginContext, 'clock' | 'log' | 'storage' | 'text' | 'screen'>;
  readonly answer: AnswerQuestion;
  /** Called when something is read or written for the first time, and again after the store has failed. */
  readonly openStore: OpenStore;
}

/** A session with an empty conversation. Disposing it ends an answer that is made, and resolves when all is written. */
export function createChatSession({ context, answer, openStore }: ChatSessionParts): ChatSession & Disposable {
  const { clock, log, screen } = context;
  const preferences = new ChatPreferences(context.storage.state, (error) =>
    log.warn('What was chosen for the chat could not be kept', { reason: String(error) }),
  );
  const state = new Store<ChatState>({
    conversation: emptyConversation(clock.now()),
    working: undefined,
    budget: undefined,
    attachments: [],
    usesCode: preferences.usesCode,
    model: preferences.model,
    storageProblem: undefined,
  });
  const keeper = new ConversationKeeper({
    openStore,
    onNote: (message) => {
      log.warn(message);
      screen.notify({ severity: 'warning', message });
    },
    onProblem: (problem) => {
      if (problem === state.get().storageProblem) return;
      if (problem !== undefined) log.warn(`Conversations are not kept: ${problem}`);
      state.update((before) => reduceChat(before, { type: 'storage-told', problem }));
    },
  });
  const record = new ChatRecord(state, keeper);
  const runner = new AnswerRunner({ clock, log, answer, record });
  return new KeptChatSession({ clock, text: context.text, preferences, keeper, record, runner });
}
