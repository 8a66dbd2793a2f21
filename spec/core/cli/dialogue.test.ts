import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Dialogue } from '../../../core/cli/dialogue.js';
import { openDialogue } from '../../../core/cli/open-dialogue.js';

/** A terminal of which we are the person. */
function fakeTerminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: () => input });
  let shown = '';
  const output = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        shown += chunk;
        done();
      },
    }),
    { isTTY: true, columns: 80, rows: 24 },
  );
  return {
    streams: { input: input as unknown as NodeJS.ReadStream, output: output as unknown as NodeJS.WriteStream },
    type: (text: string) => void input.write(text),
    shown: () => shown,
  };
}

let terminal: ReturnType<typeof fakeTerminal>;
let abort: AbortController;
let dialogue: Dialogue;
let interrupts: number;

beforeEach(() => {
  terminal = fakeTerminal();
  abort = new AbortController();
  dialogue = new Dialogue({ ...terminal.streams, signal: abort.signal }, { complete: () => ['/help'] });
  interrupts = 0;
  dialogue.onDidInterrupt(() => void interrupts++);
});
afterEach(() => dialogue.dispose());

it('asks for lines, which can be edited and taken from the history', async () => {
  const first = dialogue.ask('> ');
  for (const key of ['hallo', '\x01', '\x1b[C', '\x1b[3~', 'e', '\r']) terminal.type(key);
  expect(await first).toEqual({ kind: 'line', text: 'hello' });
  const second = dialogue.ask('> ');
  terminal.type('\x1b[A\r');
  expect(await second).toEqual({ kind: 'line', text: 'hello' });
  const third = dialogue.ask('> ');
  for (const key of ['/h', '\t']) terminal.type(key);
  await expect.poll(() => terminal.shown()).toContain('/help');
  terminal.type('\r');
  expect(await third).toEqual({ kind: 'line', text: '/help' });
});

it('what is typed while nobody asks is not shown, and kept', async () => {
  const first = dialogue.ask('> ');
  terminal.type('one\r');
  await first;
  const before = terminal.shown();
  terminal.type('two\rthr');
  await expect.poll(() => terminal.streams.input.readableLength).toBe(0);
  expect(terminal.shown()).toBe(before);
  expect(await dialogue.ask('> ')).toEqual({ kind: 'line', text: 'two' });
  const third = dialogue.ask('> ');
  expect(terminal.shown()).toContain('> thr');
  terminal.type('ee\r');
  expect(await third).toEqual({ kind: 'line', text: 'three' });
});

it('what is pasted is one reply, with what is typed behind it', async () => {
  const reply = dialogue.ask('> ');
  terminal.type('why\x1b[200~def f():\r\n  pass\n\x1b[201~ fails\r');
  expect(await reply).toEqual({ kind: 'line', text: 'whydef f():\n  pass\n fails' });
});

it('tells Ctrl-C, at the line and between lines', async () => {
  const first = dialogue.ask('> ');
  terminal.type('half\x03');
  expect(await first).toEqual({ kind: 'interrupt', typed: true });
  const second = dialogue.ask('> ');
  terminal.type('\x03');
  expect(await second).toEqual({ kind: 'interrupt', typed: false });
  expect(interrupts).toBe(0);
  terminal.type('forgotten\x03');
  await expect.poll(() => interrupts).toBe(1);
  const third = dialogue.ask('> ');
  terminal.type('kept\r');
  expect(await third).toEqual({ kind: 'line', text: 'kept' });
});

it('ends by Ctrl-D and by a signal, for everybody who asks then', async () => {
  const reply = dialogue.ask('> ');
  terminal.type('\x04');
  expect(await reply).toEqual({ kind: 'end' });
  expect(await dialogue.ask('> ')).toEqual({ kind: 'end' });
  expect(terminal.shown().endsWith('\x1b[?2004l')).toBe(true);
});

it('ends when devmgr is told to', async () => {
  const reply = dialogue.ask('> ');
  abort.abort();
  expect(await reply).toEqual({ kind: 'end' });
});

it('is there only where somebody sits at a terminal, and shows itself where one is', () => {
  const { input, output } = terminal.streams;
  const pipe = new PassThrough() as unknown as NodeJS.WriteStream & NodeJS.ReadStream;
  const open = (from: NodeJS.ReadStream, ...outputs: NodeJS.WriteStream[]) =>
    openDialogue({ input: from, outputs, signal: abort.signal });
  expect(open(pipe, output, output)).toBeUndefined();
  expect(open(input, pipe, pipe)).toBeUndefined();
  expect(open(input, pipe, output)).toBeTypeOf('function');
});
