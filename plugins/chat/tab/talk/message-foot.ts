import type { StyledText, TextStyle } from 'devmgr/plugin-api';
import type { AssistantMessage } from '../../conversation/conversation.js';
import { writtenPlaces } from './written-places.js';

export interface AnswerFacts {
  /** What goes on with it now. */
  readonly doing?: string | undefined;
  /** Of the prompt: what it had no room for. */
  readonly leftOut?: readonly string[];
}

/** Lines below an answer: what is to be known of it. */
export function answerFoot(message: AssistantMessage, { doing, leftOut = [] }: AnswerFacts): readonly StyledText[] {
  return [
    ...unverifiedLines(message),
    ...(leftOut.length === 0 ? [] : [line(`! left out for lack of room: ${leftOut.join(', ')}`, 'warning')]),
    ...message.notes.map((note) => line(`! ${note}`, 'warning')),
    ...endLines(message),
    ...(doing === undefined ? [] : [line(`… ${doing}`, 'accent')]),
  ];
}

/** Those that have no mark in the text. */
function unverifiedLines({ citations, text }: AssistantMessage): readonly StyledText[] {
  return citations
    .filter((citation) => !citation.verified && writtenPlaces(text, citation).length === 0)
    .map(({ written, problem }) =>
      line(`✗ ${written} not found${problem === undefined ? '' : `: ${problem}`}`, 'error'),
    );
}

function endLines({ status, error, text }: AssistantMessage): readonly StyledText[] {
  const kept = text === '' ? '' : ', what came is kept';
  switch (status) {
    case 'stopped':
      return [line(`stopped${kept} · r asks again`, 'muted')];
    case 'interrupted':
      return [line(`devmgr ended before the answer did${kept} · r asks again`, 'warning')];
    case 'failed':
      return [
        line(`✗ ${error?.message ?? 'The question could not be answered'}`, 'error'),
        ...(error?.hint === undefined ? [] : [line(`  ${error.hint}`, 'muted')]),
        line(text === '' ? 'r asks again' : 'what came is kept · r asks again', 'muted'),
      ];
    default:
      return [];
  }
}

function line(text: string, style: TextStyle): StyledText {
  return [{ text, style }];
}
