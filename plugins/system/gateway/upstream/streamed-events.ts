import type { AnswerCall } from '../gateway-call.js';
import type { CallTry } from '../record/call-trace.js';
import type { Turn } from '../routing/ask-in-turn.js';
import { noteTry, noteUsage } from './note-try.js';
import type { TriedAnswer } from './tried-answer.js';

type Streamed = Extract<TriedAnswer, { kind: 'stream' }>;

/** The stream of a call for its client; see `GatewayAnswer`. `release` is called once, when the stream is over. */
export function streamedEvents(
  call: AnswerCall,
  turn: Turn<TriedAnswer>,
  answered: Streamed,
  release: () => void,
): AsyncIterable<string> {
  const { stream } = answered;
  let isOver = false;
  const finish = async (end: Pick<CallTry, 'outcome' | 'reason'>) => {
    if (isOver) return;
    isOver = true;
    call.signal.removeEventListener('abort', gone);
    noteEnd(call, turn, answered, end);
    answered.dispose();
    release();
    await stream.close().catch(() => undefined);
  };
  // The client may go before anybody reads the stream.
  const gone = () => void finish({ outcome: 'aborted' });
  call.trace.firstToken();
  call.signal.addEventListener('abort', gone, { once: true });
  return events(call, answered, finish);
}

async function* events(
  call: AnswerCall,
  { stream, explain }: Streamed,
  finish: (end: Pick<CallTry, 'outcome' | 'reason'>) => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  let end: Pick<CallTry, 'outcome' | 'reason'> = { outcome: 'aborted' };
  try {
    let text: string | undefined = stream.first;
    do {
      call.trace.streamed(eventsIn(text));
      if (text !== '') yield text;
      text = await stream.next();
    } while (text !== undefined);
    end = { outcome: 'answered' };
  } catch (error) {
    if (call.signal.aborted) return;
    // The provider had said all of it.
    if (stream.reader.isComplete && !stream.reader.error) return void (end = { outcome: 'answered' });
    const told = explain(error);
    end = { outcome: 'failed', reason: told.message };
    yield stream.reader.fail(told);
  } finally {
    await finish(end);
  }
}

/** A blank line ends each; JSON has none. */
function eventsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n', at + 2)) count += 1;
  return count;
}

function noteEnd(
  { trace }: AnswerCall,
  turn: Turn<TriedAnswer>,
  { stream: { reader }, model }: Streamed,
  end: Pick<CallTry, 'outcome' | 'reason'>,
): void {
  noteUsage(trace, model, reader.usage);
  if (trace.keepsTexts) trace.said(reader.said);
  noteTry(trace, turn, end);
}
