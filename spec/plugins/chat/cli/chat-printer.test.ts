import { Store } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import { clean } from '../../../../core/screen/text/clean.js';
import { ChatPrinter } from '../../../../plugins/chat/cli/chat-printer.js';
import type { AnswerStep } from '../../../../plugins/chat/answer/answer-event.js';
import type { ChatState } from '../../../../plugins/chat/conversation/chat-state.js';
import { emptyConversation } from '../../../../plugins/chat/conversation/empty-conversation.js';

/** A printer on a terminal or on pipes, and all that it wrote: `out:…`, `err:…`. */
function stage(isTTY: boolean, withStdout = true) {
  const clock = new FakeClock();
  const state = new Store<ChatState>({
    conversation: emptyConversation(0),
    working: undefined,
    budget: undefined,
    attachments: [],
    usesCode: true,
    model: undefined,
    storageProblem: undefined,
  });
  const wrote: string[] = [];
  const sink = (name: string) => ({
    write: (text: string) => void wrote.push(`${name}:${text}`),
    isTTY,
    columns: 80,
    color: false,
    paint: (_style: unknown, text: string) => text,
  });
  const text = {
    clean,
    redact: (one: string) => one,
    redactLong: (one: string) => Promise.resolve(one),
    countTokens: () => Promise.resolve(0),
    hiddenCharacters: () => [],
    width: (one: string) => one.length,
    truncate: (one: string) => one,
  };
  const stdout = withStdout ? sink('out') : undefined;
  const printer = new ChatPrinter({ session: { state }, stdout, stderr: sink('err'), context: { text, clock } });
  const show = (answer: string, step: AnswerStep | undefined, notes: readonly string[] = []) =>
    state.update((before) => ({
      ...before,
      working: step && { messageId: 'a', step, since: clock.now() },
      conversation: {
        ...before.conversation,
        messages: [
          {
            id: 'a',
            role: 'assistant',
            at: 0,
            text: answer,
            status: 'working',
            target: undefined,
            isExtractive: false,
            usage: undefined,
            sources: [],
            citations: [],
            notes,
          },
        ],
      },
    }));
  return { clock, wrote, printer, show };
}

it('on a terminal a line says what goes on until the first word is there', () => {
  const { clock, wrote, printer, show } = stage(true);
  show('', { kind: 'searching' });
  clock.advance(1_250);
  expect(wrote.at(-1)).toBe('err:\r\x1b[Ksearching the code… 1s');
  show('Hel', { kind: 'answering', target: { providerId: 'p', modelId: 'm', host: undefined } });
  expect(wrote.slice(-2)).toEqual(['err:\r\x1b[K', 'out:Hel']);
  const length = wrote.length;
  clock.advance(5_000);
  expect(wrote).toHaveLength(length);
  show('Hello', undefined);
  printer.dispose();
  expect(wrote.slice(length)).toEqual(['out:lo', 'out:\n']);
});

it('on pipes only the answer and its notes are written, each once', () => {
  const { clock, wrote, printer, show } = stage(false);
  show('', { kind: 'searching' }, ['the index is off']);
  clock.advance(5_000);
  show('Hello\n', undefined, ['the index is off', 'another one']);
  printer.dispose();
  expect(wrote).toEqual(['err:! the index is off\n', 'err:! another one\n', 'out:Hello\n']);
});

it('without stdout nothing is written but the line', () => {
  const { clock, wrote, printer, show } = stage(true, false);
  show('Hello', { kind: 'searching' }, ['a note']);
  clock.advance(250);
  printer.dispose();
  expect(wrote).toEqual(['err:\r\x1b[Ksearching the code…', 'err:\r\x1b[K']);
});
