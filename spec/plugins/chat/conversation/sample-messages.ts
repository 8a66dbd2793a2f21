import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AssistantMessage,
  ChatSource,
  Conversation,
  UserMessage,
} from '../../../../plugins/chat/conversation/conversation.js';

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'devmgr-chat-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export function question(id: string, text: string, more: Partial<UserMessage> = {}): UserMessage {
  return { id, role: 'user', at: 1_000, text, attachments: [], ...more };
}

export function answer(id: string, text: string, more: Partial<AssistantMessage> = {}): AssistantMessage {
  return {
    ...{ id, role: 'assistant', at: 1_001, text, status: 'done', target: undefined, isExtractive: false },
    ...{ usage: undefined, sources: [], citations: [], notes: [] },
    ...more,
  };
}

export function source(path: string, more: Partial<ChatSource> = {}): ChatSource {
  return {
    ...{ path, startLine: 3, endLine: 9, text: 'def create():\n    ...', language: 'python', score: 0.75 },
    ...{ origin: 'search', reasons: ['the words are in it'] },
    ...more,
  };
}

export function conversation(id: string, more: Partial<Conversation> = {}): Conversation {
  return {
    ...{ id, title: `About ${id}`, createdAt: 900, updatedAt: 1_001, pinned: [] },
    messages: [question(`${id}-q`, `What does ${id} do?`), answer(`${id}-a`, `It is ${id}.`)],
    ...more,
  };
}
