import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { InputProxy } from '../../../core/screen/input-proxy.js';

function start(escapeMs = 10): { source: PassThrough; proxy: InputProxy; seen: string[]; next: () => Promise<string> } {
  const source = new PassThrough();
  const proxy = new InputProxy(source, escapeMs);
  const seen: string[] = [];
  const waiting: ((entry: string) => void)[] = [];
  const note = (entry: string) => {
    seen.push(entry);
    waiting.shift()?.(entry);
  };
  proxy.onKey((key) => note(key.full));
  proxy.onPaste((text) => note(`paste:${text}`));
  proxy.on('data', (data: Buffer) => note(`mouse:${data.toString()}`));
  proxy.on('reply', () => note('reply'));
  return { source, proxy, seen, next: () => new Promise((resolve) => waiting.push(resolve)) };
}

describe('the input proxy', () => {
  it('takes a lone escape for the Escape key after a while', async () => {
    const { source, next, proxy } = start();
    source.write('\x1b');
    expect(await next()).toBe('escape');
    proxy.dispose();
  });

  it('waits for the rest of a character and of a sequence', async () => {
    const { source, next, proxy, seen } = start(60_000);
    const rocket = Buffer.from('🚀');
    source.write(rocket.subarray(0, 2));
    source.write(rocket.subarray(2));
    source.write('\x1b[1');
    source.write('5~');
    while (seen.length < 2) await next();
    expect(seen).toEqual(['🚀', 'f5']);
    proxy.dispose();
  });

  it('gives blessed one keypress a key and one report a chunk', () => {
    const source = new PassThrough();
    const proxy = new InputProxy(source);
    const seen: unknown[] = [];
    proxy.on('keypress', (ch: unknown, key: unknown) => seen.push([ch, key]));
    proxy.on('data', (data: Buffer) => seen.push(data.toString()));
    source.emit('data', Buffer.from('a\r\x1b[<0;1;1M\x1b[<0;1;1m'));
    expect(seen).toEqual([
      ['a', { sequence: 'a', name: 'a', ctrl: false, meta: false, shift: false }],
      [undefined, { sequence: '\r', name: 'enter', ctrl: false, meta: false, shift: false }],
      '\x1b[<0;1;1M',
      '\x1b[<0;1;1m',
    ]);
    proxy.dispose();
  });

  it('gives pastes without controls and with plain line ends', () => {
    const { source, seen, proxy } = start();
    source.emit('data', Buffer.from('\x1b[200~P1\r\nP2\r\tT\x1b[31mred\x07\x1b[201~'));
    expect(seen).toEqual(['paste:P1\nP2\n\tT[31mred']);
    proxy.dispose();
  });

  it('is silent after it was disposed', () => {
    const { source, seen, proxy } = start();
    proxy.dispose();
    source.emit('data', Buffer.from('abc'));
    expect(seen).toEqual([]);
    expect(source.listenerCount('data')).toBe(0);
  });
});
