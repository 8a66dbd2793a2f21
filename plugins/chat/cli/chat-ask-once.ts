import { DevmgrError, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import type { AssistantMessage } from '../conversation/conversation.js';
import { chatClosingLines } from './chat-closing-lines.js';
import { chatDocument } from './chat-document.js';
import { ChatPrinter } from './chat-printer.js';
import { painter } from './painter.js';
import { printNotes } from './print-notes.js';

const mostSources = 10;

/**
 * Puts one question: the answer to stdout as it comes, everything else to stderr; with `--json` one document. Rejects when nobody
 * answers; what had come until then is written.
 */
export async function askOnce(
  question: string,
  invocation: CliInvocation,
  session: ChatSession,
  context: PluginContext,
): Promise<number> {
  const { json, stdout, signal } = invocation;
  const answer = await printAnswer(() => session.send(question), invocation, session, context);
  if (json && answer) stdout.write(`${JSON.stringify(chatDocument(session.state.get(), answer))}\n`);
  if (answer?.error) throw failure(answer.error);
  return signal.aborted || answer?.status !== 'done' ? ExitCode.interrupted : ExitCode.ok;
}

/** Runs what asks and writes the answer that comes of it; gives that answer. The signal stops it. */
export async function printAnswer(
  ask: () => Promise<void>,
  { json, stdout, stderr, signal }: Pick<CliInvocation, 'json' | 'stdout' | 'stderr' | 'signal'>,
  session: ChatSession,
  context: PluginContext,
): Promise<AssistantMessage | undefined> {
  const printer = new ChatPrinter({ session, stdout: json ? undefined : stdout, stderr, context });
  const stop = () => session.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await ask();
  } finally {
    signal.removeEventListener('abort', stop);
    printer.dispose();
  }
  const answer = session.state.get().conversation.messages.at(-1);
  if (answer?.role !== 'assistant') return undefined;
  if (!json) tellRest(session, answer, stderr, context);
  return answer;
}

function tellRest(
  session: ChatSession,
  answer: AssistantMessage,
  stderr: CliInvocation['stderr'],
  { text }: PluginContext,
): void {
  const state = session.state.get();
  const lines = chatClosingLines(state, answer, { text, paint: painter(stderr), most: mostSources });
  if (lines.length > 0) stderr.write(`${answer.text === '' ? '' : '\n'}${lines.join('\n')}\n`);
  if (state.storageProblem !== undefined)
    printNotes([`This conversation is not kept: ${state.storageProblem}`], stderr, text);
}

function failure({ message, hint }: NonNullable<AssistantMessage['error']>): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message, hint, exitCode: ExitCode.unavailable });
}
