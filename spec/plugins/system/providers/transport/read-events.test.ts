import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../../../plugins/system/providers/transport/read-events.js';
import type { ServerSentEvent } from '../../../../../plugins/system/providers/transport/server-sent-event.js';
import { cut, events, stream } from '../../../../support/faults.js';
import { ask, client, faulty } from './support/client-stage.js';
import { expectQuick } from '../../../../support/expect-quick.js';

async function* bytes(pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece as string));
}

async function eventsOf(pieces: readonly (string | Uint8Array)[], most?: number): Promise<ServerSentEvent[]> {
  const all: ServerSentEvent[] = [];
  for await (const event of readEvents(bytes(pieces), most)) all.push(event);
  return all;
}

const plain = (data: string): ServerSentEvent => ({ event: undefined, data });

describe('what a stream may look like', () => {
  it.each([
    ['LF', 'data: a\n\ndata: b\n\n'],
    ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n'],
    ['CR', 'data: a\r\rdata: b\r\r'],
    ['all of them', 'data: a\r\n\ndata: b\r\r\n'],
    ['no space', 'data:a\n\ndata:b\n\n'],
    ['a byte order mark', '\uFEFFdata: a\n\ndata: b\n\n'],
    ['comments', ': ping\n\ndata: a\n: in between\n\n:\n\ndata: b\n\n'],
    ['unknown fields', 'foo: 1\ndata: a\nid: 7\nretry: soon\nbar\n\nretry: 5\ndata: b\n\n'],
    ['events without data', 'event: ping\n\ndata: a\n\nid: 1\n\n\n\ndata: b\n\n'],
    ['an empty event name', 'event:\ndata: a\n\ndata: b\n\n'],
  ])('%s', async (_name, text) => {
    const expected = [plain('a'), plain('b')];
    expect(await eventsOf([text])).toEqual(expected);
    for (const size of [1, 2, 3, 7]) expect(await eventsOf(cut(text, size))).toEqual(expected);
  });

  it('names of events, and data of several lines', async () => {
    const text = 'event: delta\ndata: one\ndata:  two\ndata\ndata:\n\ndata\n\n';
    const expected = [{ event: 'delta', data: 'one\n two\n\n' }, plain('')];
    expect(await eventsOf([text])).toEqual(expected);
    expect(await eventsOf(cut(text, 1))).toEqual(expected);
  });

  it('bytes that are no UTF-8 do not stop it', async () => {
    expect(await eventsOf(['data: a', Buffer.of(0xff), 'b\n\n'])).toEqual([plain('a\uFFFDb')]);
  });

  it.each(['data: half', 'data: half\n', 'data: half\r\n', 'event: x\ndata: ha'])(
    '%j at the end is no event',
    async (rest) => {
      expect(await eventsOf([`data: whole\n\n${rest}`])).toEqual([plain('whole')]);
    },
  );
});

it('the same bytes give the same events however they are cut', async () => {
  const field = fc.constantFrom('data', 'event', 'id', 'retry', 'other', '', 'dat', 'data ');
  const value = fc.string({ unit: fc.constantFrom('a', ' ', ':', 'ä', '€', '😀', '\u0000', '\uFEFF', '{', '"') });
  const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\r', '\r\n\r\n');
  const line = fc.tuple(field, fc.constantFrom(':', ': ', ''), value, end).map((parts) => parts.join(''));
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat({ max: 400 })), async (whole, cuts) => {
      const all = Buffer.from(whole);
      const edges = [0, ...cuts.filter((at) => at < all.length).sort((a, b) => a - b), all.length];
      const pieces = edges.slice(1).map((to, index) => all.subarray(edges[index], to));
      const expected = eventsByTheBook(whole);
      expect(await eventsOf([whole])).toEqual(expected);
      expect(await eventsOf(pieces)).toEqual(expected);
      expect(await eventsOf(cut(whole, 1))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

/** The standard's algorithm for a text that is there as a whole. */
function eventsByTheBook(text: string): ServerSentEvent[] {
  const found: ServerSentEvent[] = [];
  let name = '';
  let data: string[] = [];
  for (const line of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .slice(0, -1)) {
    if (line === '') {
      if (data.length > 0) found.push({ event: name || undefined, data: data.join('\n') });
      name = '';
      data = [];
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') name = value;
  }
  return found;
}

describe('at once', () => {
  it.each(['\n\n', '\r\n\r\n', '\r\r'])(
    'an event is there with its last byte, before the next begins: %j',
    async (end) => {
      const server = await faulty(stream([`data: first${end}`], { end: 'stall' }));
      const { body } = await client().send(ask(server.url));
      for await (const event of readEvents(body)) {
        expect(event.data).toBe('first');
        break;
      }
      await server.until(() => server.openConnections === 0);
    },
  );

  it('what came before the connection was torn is given, and then the failure', async () => {
    const server = await faulty(stream([events('one', 'two') + 'data: thr'], { end: 'close', everyMs: 20 }));
    const { body } = await client().send(ask(server.url));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { data } of readEvents(body)) seen.push(data);
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'torn' });
    expect(seen).toEqual(['one', 'two']);
  });
});

describe('large events', () => {
  const large = 10 * 1024 * 1024;

  // In quadratic time it would be minutes.
  it.each([
    ['one line', `data: ${'ä'.repeat(large / 2)}\n\n`],
    ['lines of CRLF', `${'data: line\r\n'.repeat(large / 12)}\r\n`],
  ])('10 MB in %s take linear time', async (_name, text) => {
    expect(await expectQuick(5_000, () => eventsOf(cut(text, 16 * 1024)))).toHaveLength(1);
  });

  it.each([
    ['a line without end', ['data: ', ...Array.from({ length: 50 }, () => 'x'.repeat(100))]],
    ['many lines', Array.from({ length: 50 }, () => `data: ${'x'.repeat(100)}\n`)],
    ['a whole event', [`data: ${'x'.repeat(1_001)}\n\n`]],
    ['few characters of many bytes', [`data: ${'€'.repeat(400)}\n\n`]],
  ])('too large is told: %s', async (_name, pieces) => {
    const small = events('small');
    await expect(eventsOf([small, ...pieces], 1_000)).rejects.toMatchObject({
      name: 'HttpFailure',
      kind: 'too-large',
      message: 'an event has more than 1000 bytes',
    });
  });

  it('the limit is for one event, not for all of them', async () => {
    const pieces = Array.from({ length: 50 }, () => `data: ${'x'.repeat(1_000)}\n\n`);
    expect(await eventsOf([pieces.join('')], 1_000)).toHaveLength(50);
    expect(await eventsOf(pieces, 1_000)).toHaveLength(50);
    expect(await eventsOf(cut(pieces.join(''), 1), 1_000)).toHaveLength(50);
  });
});
