import type { AnswerEvent } from '../answer/answer-event.js';
import { applyAnswerEvent } from './apply-answer-event.js';
import type { ChatState } from './chat-state.js';
import type { AssistantMessage, Attachment, ChatMessage, Conversation, UserMessage } from './conversation.js';
import { titleOf } from './title-of.js';

export type ChatChange =
  | { readonly type: 'conversation-opened'; readonly conversation: Conversation }
  /** `question` is left out when the one that stands last is asked again. */
  | { readonly type: 'answer-started'; readonly question?: UserMessage; readonly answer: AssistantMessage }
  | { readonly type: 'answer-event'; readonly event: AnswerEvent }
  /** Without `answer-end`: it failed, or nobody waits for it any more. */
  | {
      readonly type: 'answer-broken';
      readonly status: 'stopped' | 'failed' | 'interrupted';
      readonly error?: AssistantMessage['error'];
    }
  /** Nothing came of the answer that is made: in its place stands again what it was to replace. */
  | { readonly type: 'answer-put-back'; readonly messages: readonly ChatMessage[] }
  | { readonly type: 'messages-removed'; readonly from: string }
  | { readonly type: 'taken-back'; readonly question: string | undefined }
  | { readonly type: 'renamed'; readonly title: string }
  | { readonly type: 'pinned'; readonly paths: readonly string[] }
  | { readonly type: 'attachments-set'; readonly attachments: readonly Attachment[] }
  | { readonly type: 'model-set'; readonly model: string | undefined }
  | { readonly type: 'uses-code-set'; readonly on: boolean }
  | { readonly type: 'storage-told'; readonly problem: string | undefined };

/** The state after a change. Events of an answer are for the one that is made. */
export function reduceChat(state: ChatState, change: ChatChange): ChatState {
  switch (change.type) {
    case 'conversation-opened':
      return {
        ...state,
        conversation: change.conversation,
        working: undefined,
        budget: undefined,
        takenBack: undefined,
      };
    case 'answer-started':
      return start(state, change.answer, change.question);
    case 'answer-event':
      return progress(state, change.event);
    case 'answer-broken':
      return { ...changeAnswer(state, (answer) => broken(answer, change)), working: undefined };
    case 'answer-put-back':
      return putBack(state, change.messages);
    case 'messages-removed':
      return { ...state, conversation: withoutMessages(state.conversation, change.from), takenBack: undefined };
    case 'taken-back':
      return { ...state, takenBack: change.question };
    case 'renamed':
      return { ...state, conversation: { ...state.conversation, title: change.title, isSingle: undefined } };
    case 'pinned':
      return { ...state, conversation: { ...state.conversation, pinned: change.paths } };
    case 'attachments-set':
      return { ...state, attachments: change.attachments };
    case 'model-set':
      return { ...state, model: change.model };
    case 'uses-code-set':
      return { ...state, usesCode: change.on };
    case 'storage-told':
      return state.storageProblem === change.problem ? state : { ...state, storageProblem: change.problem };
  }
}

function start(state: ChatState, answer: AssistantMessage, question: UserMessage | undefined): ChatState {
  const { conversation } = state;
  const added: readonly ChatMessage[] = question ? [question, answer] : [answer];
  return {
    ...state,
    conversation: {
      ...conversation,
      title: conversation.title === '' && question ? titleOf(question.text) : conversation.title,
      updatedAt: answer.at,
      messages: [...conversation.messages, ...added],
    },
    working: { messageId: answer.id, step: { kind: 'searching' }, since: answer.at },
    attachments: question ? [] : state.attachments,
  };
}

function putBack(state: ChatState, instead: readonly ChatMessage[]): ChatState {
  const { conversation, working } = state;
  const messages = conversation.messages.flatMap((message) =>
    message.id === working?.messageId ? instead : [message],
  );
  return { ...state, conversation: { ...conversation, messages }, working: undefined };
}

function progress(state: ChatState, event: AnswerEvent): ChatState {
  const { working } = state;
  if (!working) return state;
  const changed = changeAnswer(state, (answer) => applyAnswerEvent(answer, event));
  if (event.type === 'step') return { ...changed, working: { ...working, step: event.step } };
  if (event.type === 'sources') return { ...changed, budget: event.budget };
  return event.type === 'answer-end' ? { ...changed, working: undefined } : changed;
}

function broken(answer: AssistantMessage, change: ChatChange & { readonly type: 'answer-broken' }): AssistantMessage {
  return { ...answer, status: change.status, ...(change.error && { error: change.error }) };
}

function changeAnswer(state: ChatState, change: (answer: AssistantMessage) => AssistantMessage): ChatState {
  const { conversation, working } = state;
  const at = conversation.messages.findIndex(({ id }) => id === working?.messageId);
  const answer = conversation.messages[at];
  if (answer?.role !== 'assistant') return state;
  const changed = change(answer);
  if (changed === answer) return state;
  return { ...state, conversation: { ...conversation, messages: conversation.messages.with(at, changed) } };
}

/** A title that was made of a question goes with it. */
function withoutMessages(conversation: Conversation, from: string): Conversation {
  const at = conversation.messages.findIndex(({ id }) => id === from);
  if (at < 0) return conversation;
  const [first] = conversation.messages;
  const isMade = at === 0 && first !== undefined && conversation.title === titleOf(first.text);
  return {
    ...conversation,
    title: isMade ? '' : conversation.title,
    messages: conversation.messages.slice(0, at),
  };
}
