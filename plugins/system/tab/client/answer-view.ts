import type { StyledText, CodeContent } from 'devmgr/plugin-api';
import type { ApiAnswer } from '../../servers/client/api-answer.js';
import type { Headers } from '../../servers/client/exchange.js';
import { byteText } from '../server/byte-text.js';
import { shortNumber } from '../server/request-figures-text.js';
import { statusStyle } from '../server/request-columns.js';
import type { ClientState } from './client-session.js';

export interface AnswerView {
  readonly title: StyledText;
  readonly content: CodeContent | undefined;
  /** What stands there without content. */
  readonly empty: StyledText;
}

/** `headers`: masked; `undefined` when they are not shown. `now`: milliseconds since the epoch. */
export function answerView(
  state: ClientState,
  headers: ((of: Headers) => Headers) | undefined,
  now: number,
): AnswerView {
  switch (state.kind) {
    case 'nothing':
      return { title: 'Answer', content: undefined, empty: 'Ctrl-G sends the request, Enter edits it' };
    case 'failed':
      return {
        title: [{ text: 'Answer  ' }, { text: 'failed', style: 'error' }],
        content: undefined,
        empty: [{ text: state.message, style: 'error' }, { text: state.hint === undefined ? '' : `\n${state.hint}` }],
      };
    case 'sending':
      return sendingView(state, now);
    case 'answered':
      return answeredView(state.answer, headers);
  }
}

function sendingView({ status, text, since }: Extract<ClientState, { kind: 'sending' }>, now: number): AnswerView {
  const seconds = `${Math.floor((now - since) / 1000)}s`;
  const head = status === undefined ? [] : [{ text: `${status} `, style: statusStyle(status) }];
  return {
    title: [
      { text: 'Answer  ' },
      ...head,
      { text: `◐ ${seconds}  `, style: 'info' },
      { text: 'Esc stops', style: 'muted' },
    ],
    content: text === '' ? undefined : { text },
    empty: status === undefined ? 'waiting for the answer…' : 'the answer is coming…',
  };
}

function answeredView(answer: ApiAnswer, mask: ((of: Headers) => Headers) | undefined): AnswerView {
  const { status, reason, totalMs, firstByteMs, wireBytes, cut, body, redirect } = answer;
  const figures = [`${shortNumber(totalMs)} ms`, byteText(wireBytes)];
  const first = totalMs - firstByteMs > 50 ? [`first byte ${shortNumber(firstByteMs)} ms`] : [];
  const whole = cut === undefined ? [] : [cut === 'stopped' ? 'stopped' : cut.message];
  const shown = body.kind === 'text' && body.isCut ? ['cut: w saves all'] : [];
  const leads = redirect ? [`to ${redirect.location}`] : [];
  const said = [...figures, ...first, ...leads, ...whole, ...shown].join(' · ');
  const title: StyledText = [
    { text: 'Answer  ' },
    { text: `${status} ${reason}`.trim(), style: statusStyle(status) },
    { text: ` · ${said}` },
  ];
  const above = mask?.(answer.headers).map(([name, value]) => `${name}: ${value}`);
  return { title, ...contentOf(body, above) };
}

function contentOf(body: ApiAnswer['body'], headers: readonly string[] | undefined): Omit<AnswerView, 'title'> {
  const empty = body.kind === 'binary' ? `${byteText(body.bytes)} of ${body.contentType}: w saves them` : 'no body';
  if (headers) {
    const below = body.kind === 'text' ? body.text : `(${empty})`;
    return { content: { text: `${headers.join('\n')}\n\n${below}`, language: 'http' }, empty };
  }
  if (body.kind !== 'text') return { content: undefined, empty };
  return { content: { text: body.text, language: body.language === 'events' ? undefined : body.language }, empty };
}
