import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { AnswerEvent } from './answer-event.js';

type EndReason = Extract<AnswerEvent, { readonly type: 'answer-end' }>['reason'];

/** The events of an answer. Throws `DEVMGR_AI_PROVIDER_FAILED` at the end of one without text that nobody has stopped: it is none. */
export async function* refuseNothing(events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent, void, undefined> {
  let hasText = false;
  for await (const event of events) {
    if (event.type === 'text-delta') hasText ||= event.text.trim() !== '';
    if (event.type === 'answer-end' && event.reason !== 'aborted' && !hasText) throw nothingAnswered(event.reason);
    yield event;
  }
}

const messages: Readonly<Partial<Record<EndReason, string>>> = {
  length: 'The model wrote as much as it may before it began its answer',
  'content-filter': 'The filter of the provider let nothing of the answer through',
};

function nothingAnswered(reason: EndReason): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_AI_PROVIDER_FAILED',
    message: messages[reason] ?? 'The model answered nothing',
    hint: 'Ask again, or choose another model',
    exitCode: ExitCode.unavailable,
  });
}
