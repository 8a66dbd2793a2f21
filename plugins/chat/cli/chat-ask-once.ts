import { DevmgrError, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import type { AssistantMessage } from '../conversation/conversation.js';
import { chatDocument } from './chat-document.js';
import { printAnswer } from './chat-print-answer.js';

/** `--sources` names all of them. */
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
  const { json, stdout, signal, flags } = invocation;
  const sources = { mostSources: flags.boolean('sources') ? Infinity : mostSources, allSources: '--sources' };
  const answer = await printAnswer(() => session.send(question), { invocation, session, context, ...sources });
  if (json && answer) stdout.write(`${JSON.stringify(chatDocument(session.state.get(), answer))}\n`);
  if (answer?.error) throw failure(answer.error);
  return signal.aborted || answer?.status !== 'done' ? ExitCode.interrupted : ExitCode.ok;
}

function failure({ message, hint }: NonNullable<AssistantMessage['error']>): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message, hint, exitCode: ExitCode.unavailable });
}
