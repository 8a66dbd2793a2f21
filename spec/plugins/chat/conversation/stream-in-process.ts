/**
 * Main module of a child process: a session whose answer comes word by word and does not end. Each word is said on a line of its
 * own, when it was handed over. Arguments: folder of the database, and the id of a conversation to go on with.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { PluginContext } from 'devmgr/plugin-api';
import type { AnswerEvent } from '../../../../plugins/chat/answer/answer-event.js';
import { createChatSession } from '../../../../plugins/chat/conversation/create-chat-session.js';
import { openProjectConversations } from '../../../../plugins/chat/conversation/open-project-conversations.js';

const [folder = '', conversationId] = process.argv.slice(2);

async function* words(): AsyncIterable<AnswerEvent> {
  for (let number = 1; ; number++) {
    yield { type: 'text-delta', text: `${number} ` };
    process.stdout.write(`${number}\n`);
    await delay(10);
  }
}

function released(timer: NodeJS.Timeout) {
  return { dispose: () => clearInterval(timer) };
}

const context = {
  clock: {
    now: () => Date.now(),
    setTimeout: (callback: () => void, ms: number) => released(setTimeout(callback, ms)),
    setInterval: (callback: () => void, ms: number) => released(setInterval(callback, ms)),
  },
  log: { warn: (message: string) => void process.stderr.write(`${message}\n`) },
  storage: { state: { get: () => undefined, set: async () => undefined } },
  text: { redact: (text: string) => text },
} as unknown as PluginContext;

const session = createChatSession({ context, answer: words, openStore: () => openProjectConversations(folder) });
if (conversationId !== undefined) await session.open(conversationId);
await session.send('Count!');
