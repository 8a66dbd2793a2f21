import type { CliInvocation, PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import type { AssistantMessage } from '../conversation/conversation.js';
import { chatClosingLines } from './chat-closing-lines.js';
import { ChatPrinter } from './chat-printer.js';
import { printNotes } from './print-notes.js';

export interface PrintAnswerOptions {
  /** Aborting its signal stops the answer. With `json` nothing is written. */
  readonly invocation: Pick<CliInvocation, 'json' | 'stdout' | 'stderr' | 'signal'>;
  readonly session: ChatSession;
  readonly context: Pick<PluginContext, 'text' | 'clock'>;
  /** Sources that are named under the answer. */
  readonly mostSources: number;
  /** See `ClosingOptions`. */
  readonly allSources: string;
}

/** Runs what asks and writes the answer that comes of it, and what it was made from; gives that answer. */
export async function printAnswer(
  ask: () => Promise<void>,
  options: PrintAnswerOptions,
): Promise<AssistantMessage | undefined> {
  const { session, context } = options;
  const { json, stdout, stderr, signal } = options.invocation;
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
  if (!json) tellRest(answer, options);
  return answer;
}

function tellRest(
  answer: AssistantMessage,
  { invocation: { stderr }, session, context: { text }, mostSources, allSources }: PrintAnswerOptions,
): void {
  const state = session.state.get();
  // What nothing came of was made from nothing: the reason, which follows, is what matters.
  const isNothing = answer.status === 'failed' && answer.text === '';
  const options = { text, paint: stderr.paint, mostSources, allSources };
  const lines = isNothing ? [] : chatClosingLines(state, answer, options);
  if (lines.length > 0) stderr.write(`${answer.text === '' ? '' : '\n'}${lines.join('\n')}\n`);
  if (state.storageProblem !== undefined)
    printNotes([`This conversation is not kept: ${state.storageProblem}`], stderr, text);
}
