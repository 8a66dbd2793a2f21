import { join } from 'node:path';
import type { PluginManifest } from 'devmgr/plugin-api';
import { createTestContext, FakeClock, type TestContext } from 'devmgr/plugin-api/testing';
import type { AnswerEvent, AnswerRequest } from '../../../../plugins/chat/answer/answer-event.js';
import type { OpenedConversationStore, OpenStore } from '../../../../plugins/chat/conversation/conversation-keeper.js';
import type { Conversation } from '../../../../plugins/chat/conversation/conversation.js';
import { createChatSession } from '../../../../plugins/chat/conversation/create-chat-session.js';
import { openConversationStore } from '../../../../plugins/chat/conversation/sqlite/open-conversation-store.js';
import { temporaryFolder } from './sample-messages.js';

export const target = { providerId: 'test', modelId: 'echo', host: undefined };
export const usage = { inputTokens: 10, outputTokens: 5, costUsd: undefined };

const manifest: PluginManifest = { id: 'chat', title: 'AI Chat', apiVersion: '1.0', main: 'index.js' };

/** An answer that a spec gives by hand, event after event. */
export class AnswerByHand {
  readonly request: AnswerRequest;
  readonly signal: AbortSignal;
  readonly #events: (AnswerEvent | Error | 'over')[] = [];
  #wake = (): void => undefined;

  constructor(request: AnswerRequest, signal: AbortSignal) {
    this.request = request;
    this.signal = signal;
  }

  say(...texts: readonly string[]): void {
    for (const text of texts) this.tell({ type: 'text-delta', text });
  }

  tell(event: AnswerEvent | Error | 'over'): void {
    this.#events.push(event);
    this.#wake();
  }

  end(reason: Extract<AnswerEvent, { type: 'answer-end' }>['reason'] = 'stop'): void {
    this.tell({ type: 'answer-end', reason, target, usage, citations: [] });
    this.tell('over');
  }

  async *events(): AsyncIterable<AnswerEvent> {
    for (;;) {
      const next = this.#events.shift();
      if (next === 'over') return;
      if (next instanceof Error) throw next;
      if (next) yield next;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

export interface ChatStageOptions {
  /** In place of the database of this stage. */
  readonly openStore?: (open: OpenStore, options: Parameters<OpenStore>[0]) => Promise<OpenedConversationStore>;
}

/** A session over a real database, with answers by hand and a clock that stands still. */
export async function chatStage({ openStore = (open, options) => open(options) }: ChatStageOptions = {}) {
  const folder = await temporaryFolder();
  const clock = new FakeClock(1_700_000_000_000);
  const test: TestContext = createTestContext({ manifest, root: folder.path, storageDir: folder.path, clock });
  const path = join(folder.path, 'chat.sqlite');
  const answers: AnswerByHand[] = [];
  const open: OpenStore = (options) => openConversationStore(path, () => clock.now(), options);
  const begin = () =>
    createChatSession({
      context: test.context,
      answer: (request, { signal }) => {
        const answer = new AnswerByHand(request, signal);
        answers.push(answer);
        return answer.events();
      },
      openStore: (options) => openStore(open, options),
    });
  const session = begin();
  return {
    ...{ session, clock, test, path, answers, begin },
    /** The answer that is made. */
    get answer(): AnswerByHand {
      return answers.at(-1)!;
    },
    /** Asks, and answers. */
    async exchange(question: string, text: string): Promise<void> {
      const sent = session.send(question);
      answers.at(-1)!.say(text);
      answers.at(-1)!.end();
      await sent;
    },
    /** As another process reads it. */
    async stored(id = session.state.get().conversation.id): Promise<Conversation | undefined> {
      const { store } = await open({ waits: true });
      try {
        return await store.open(id);
      } finally {
        await store.close();
      }
    },
    async [Symbol.asyncDispose]() {
      await session.dispose();
      await test.dispose();
      await folder[Symbol.asyncDispose]();
    },
  };
}
