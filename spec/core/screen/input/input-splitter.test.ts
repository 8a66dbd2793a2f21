import { StringDecoder } from 'node:string_decoder';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../../../core/screen/input/input-event.js';
import { InputSplitter } from '../../../../core/screen/input/input-splitter.js';

function read(chunks: readonly string[]): string {
  const splitter = new InputSplitter();
  const events = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.flush()];
  return events.map(describeEvent).join(' ');
}

function describeEvent(event: InputEvent): string {
  if (event.kind === 'key') return event.key.ch === undefined ? event.key.full : `${event.key.full}=${event.key.ch}`;
  if (event.kind === 'paste') return `paste:${event.text}`;
  return event.kind === 'mouse' ? `mouse${event.sequence.slice(2)}` : 'reply';
}

describe('the input splitter', () => {
  it.each([
    ['xterm F1', '\x1bOP', 'f1'],
    ['PuTTY F1', '\x1b[11~', 'f1'],
    ['Linux console F1', '\x1b[[A', 'f1'],
    ['kitty F1', '\x1b[P', 'f1'],
    ['shift F1', '\x1b[1;2P', 'S-f1'],
    ['F3 with ctrl', '\x1b[1;5R', 'C-f3'],
    ['F12', '\x1b[24~', 'f12'],
    ['ctrl left', '\x1b[1;5D', 'C-left'],
    ['rxvt shift up', '\x1b[a', 'S-up'],
    ['rxvt ctrl up', '\x1bOa', 'C-up'],
    ['rxvt shift delete', '\x1b[3$x', 'S-delete x=x'],
    ['alt up with two escapes', '\x1b\x1b[A', 'M-up'],
    ['alt 1', '\x1b1', 'M-1'],
    ['alt A', '\x1bA', 'M-A'],
    ['alt in kitty', '\x1b[49;3u', 'M-1'],
    ['ctrl in modifyOtherKeys', '\x1b[27;5;115~', 'C-s'],
    ['a shifted letter in kitty', '\x1b[97;2u', 'A=A'],
    ['a released key in kitty', '\x1b[97;1:3ua', 'a=a'],
    ['alt enter', '\x1b\r', 'M-enter'],
    ['alt comma and bracket', '\x1b,\x1b[', 'M-, M-['],
    ['alt bracket at the end', '\x1b]', 'M-]'],
    ['enter, once', '\r', 'enter'],
    ['tab and shift tab', '\t\x1b[Z', 'tab S-tab'],
    ['backspace both ways', '\x7f\b', 'backspace backspace'],
    ['ctrl letters', '\x01\x1a\0', 'C-a C-z C-space'],
    ['a capital letter', 'A', 'A=A'],
    ['a space', ' ', 'space= '],
    ['an emoji', '🚀', '🚀=🚀'],
    ['escape', '\x1b', 'escape'],
    ['escape three times', '\x1b\x1b\x1b', 'escape escape escape'],
    ['the keypad', '\x1bOj\x1bOM', '*=* enter'],
    ['a paste', '\x1b[200~a\x1b[Ab\x1b[201~c', 'paste:a\x1b[Ab c=c'],
    ['device attributes', '\x1b[?62;4c', 'reply'],
    ['a cursor report', '\x1b[12;40R', 'reply'],
    ['a colour report', '\x1b]11;rgb:0000/0000/0000\x1b\\x', 'reply x=x'],
    ['a version report', '\x1bP>|XTerm(380)\x1b\\', 'reply'],
    ['focus reports', '\x1b[I\x1b[O', 'reply reply'],
    ['mouse reports', '\x1b[<65;1;1M\x1b[<65;1;1Mx', 'mouse<65;1;1M mouse<65;1;1M x=x'],
    ['an X10 mouse report', '\x1b[M !!q', 'mouseM !! q=q'],
    ['the horizontal wheel', '\x1b[<66;1;1Mx', 'x=x'],
    ['a broken sequence', '\x1b[1;\x07x', '1=1 ;=; C-g x=x'],
  ])('reads %s', (_what, text, expected) => {
    expect(read([text])).toBe(expected);
    expect(read([...text])).toBe(expected);
  });

  it('keeps the first part of a paste that is too long', () => {
    const splitter = new InputSplitter(5);
    expect(splitter.push('\x1b[200~abcdefgh\x1b[201~')).toEqual([{ kind: 'paste', text: 'abcde' }]);
  });

  it('does not wait forever for a reply that never ends', () => {
    const splitter = new InputSplitter();
    splitter.push(`\x1b]11;${'a'.repeat(5000)}`);
    expect(splitter.isWaiting).toBe(false);
  });

  const pieces = fc.constantFrom(
    '\x1b', '\x1b[', '\x1bO', '\x1b]', '\x1b]1', '\x1bP', '[', 'A', 'M', '<', '0', ';', '1', '~', 'u', 'm', '$', '?', '\x07', '\x1b\\',
    '\x1b[200~', '\x1b[201~', '\x1b[20', '1~', '\r', '\n', '\0', 'é', '漢', '🚀', '\x1b[<0;3;4M', '\x1b[<0;3;4m', '\x1b[M !!', '\x1b[[B', 'x',
  ); // prettier-ignore

  it('gives the same events however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), fc.array(fc.nat(), { maxLength: 30 }), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        expect(readBytes(chunksOf(bytes, cuts))).toEqual(readBytes([bytes]));
      }),
      { numRuns: 5000 },
    );
  });
});

function readBytes(chunks: readonly Buffer[]): InputEvent[] {
  const decoder = new StringDecoder('utf8');
  const splitter = new InputSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(decoder.write(chunk))), ...splitter.flush()];
}

function chunksOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, at) => bytes.subarray(start, places[at] ?? bytes.length));
}
