import { ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import { askOnce } from './chat-ask-once.js';
import { readChatRequest, type ChatRequest } from './chat-request.js';
import { chatSessionOf } from './chat-session-of.js';
import { printNotes } from './print-notes.js';
import type { WordParts } from './word-parts.js';

/** `devmgr chat`: answers one question, or talks with a person. 130 after Ctrl-C; 5 when nobody could answer. */
export function chatWord(parts: WordParts): CliHandler {
  return async (invocation) => {
    try {
      return await chat(invocation, parts);
    } catch (error) {
      if (!invocation.signal.aborted) throw error;
      invocation.stderr.write('Interrupted\n');
      return ExitCode.interrupted;
    }
  };
}

async function chat(invocation: CliInvocation, parts: WordParts): Promise<number> {
  const request = await readChatRequest(invocation, parts);
  invocation.signal.throwIfAborted();
  const session = await chatSessionOf(parts);
  try {
    await prepare(session, request, invocation, parts);
    if (request.question !== undefined) return await askOnce(request.question, invocation, session, parts.context);
    const { talk } = await import('./chat-talk.js');
    return await talk(invocation, session, parts);
  } finally {
    await session.dispose();
  }
}

/** The last conversation where it was wanted, also a single question; and what flags say. */
async function prepare(
  session: ChatSession,
  { question, isContinued, model, usesCode, attachments }: ChatRequest,
  { json, stderr }: CliInvocation,
  { context }: WordParts,
): Promise<void> {
  const [last] = isContinued ? [...(await session.list())].sort((a, b) => b.updatedAt - a.updatedAt) : [];
  if (last) await session.open(last.id);
  else session.startNew({ isSingle: question !== undefined });
  if (isContinued && !last && !json)
    printNotes(['There is no conversation to go on with: this is a new one'], stderr, context.text);
  if (model !== undefined) session.setModel(model);
  session.setUsesCode(usesCode);
  for (const attachment of attachments) session.attach(attachment);
}
