import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import {
  answer,
  cut,
  dripping,
  gzippedStream,
  hangUp,
  raw,
  redirect,
  silence,
  stream,
  type Fault,
} from '../../../../support/faults.js';
import { AiBench } from './ai-bench.js';
import { KEY, never, outcomeOf, say, type Outcome } from './stage.js';
import { answerOf, wireScripts, type WireScript } from './wire-script.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const TEXT = 'Grüße 🚀 日本語, Ende.';
const PIECES = ['Grü', 'ße 🚀 ', '日本', '語, Ende.'];
const MEGABYTE = 1024 * 1024;

const left: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of left.splice(0).reverse()) await each.dispose();
});

async function serve(fault: Fault | readonly [Fault, ...Fault[]]): Promise<FaultServer> {
  const server = await startFaultServer(fault);
  left.push(server);
  return server;
}

function benchAt(
  script: WireScript,
  server: FaultServer,
  settings: Readonly<Record<string, unknown>> = { 'ai-retries': 0 },
): AiBench {
  const { env } = script.provider.at(server.url);
  const bench = new AiBench({ env: { ...env, [script.provider.keyVariable]: KEY }, settings });
  left.push(bench);
  return bench;
}

async function ask(script: WireScript, fault: Fault, settings?: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const bench = benchAt(script, await serve(fault), settings);
  return outcomeOf(bench.ai.languageModel(script.model).stream(say('hello'), { signal: never }));
}

/** Told whole, whatever the bytes looked like. */
function expectWhole({ text, error, parts }: Outcome): void {
  expect(error).toBeUndefined();
  expect(text).toBe(TEXT);
  expect(parts.at(-1)).toMatchObject({
    type: 'stream-end',
    reason: 'stop',
    usage: { inputTokens: 5, outputTokens: 3 },
  });
}

describe.each(wireScripts.map((script) => [script.provider.vendor.id, script] as const))(
  'Bytes of %s',
  (_id, script) => {
    const whole = answerOf(script, ...PIECES);
    const [first = '', ...others] = PIECES;
    /** Up to where some of the text has been told. */
    const begun = script.begin + script.delta(first);

    it.each<readonly [string, Fault]>([
      ['one at a time, through characters', stream(cut(whole, 1))],
      ['all at once', stream([whole])],
      ['with CRLF', stream(cut(whole.replaceAll('\n', '\r\n'), 7))],
      ['with CRLF cut between its two', stream(whole.replaceAll('\n', '\r\n').split(/(?<=\r)/))],
      ['with CR alone', stream(cut(whole.replaceAll('\n', '\r'), 7))],
      ['behind a byte order mark', stream(cut(`\uFEFF${whole}`, 2))],
      ['between comments and pings', stream([`: hi\n\n`, whole.replaceAll('\n\n', '\n\n: ping\n\n:\n\n')])],
      ['between unknown events', stream([whole.replaceAll('\n\n', `\n\n${script.strange}`)])],
      [
        'with id, retry and unknown fields',
        stream([whole.replaceAll('data: ', 'id: 7\nretry: 10\nflavour: sweet\ndata: ')]),
      ],
      [
        'without the blank after the colon',
        stream([whole.replaceAll('data: ', 'data:').replaceAll('event: ', 'event:')]),
      ],
      [
        'compressed',
        gzippedStream([script.begin, ...PIECES.map((text) => script.delta(text)), script.finish, script.terminator]),
      ],
      ['drip by drip', dripping(stream([whole]), 0)],
      ['on a connection that stays open', stream([whole], { end: 'stall' })],
      [
        'that came whole though a stream was asked for',
        answer(200, script.whole(TEXT), { 'content-type': 'application/json' }),
      ],
      [
        'without a length',
        raw('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n', whole),
      ],
    ])('are understood: %s', async (_how, fault) => {
      expectWhole(await ask(script, fault));
    });

    it('are understood in whatever pieces they come', async () => {
      let pieces: readonly Uint8Array[] = [];
      const server = await serve((connection) => stream(pieces)(connection));
      const bench = benchAt(script, server);
      const bytes = Buffer.from(whole);
      const cuts = fc.uniqueArray(fc.nat({ max: bytes.length }), { maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(cuts, async (places) => {
          const edges = [0, ...places.sort((a, b) => a - b), bytes.length];
          pieces = edges
            .slice(1)
            .map((end, index) => bytes.subarray(edges[index], end))
            .filter(({ length }) => length > 0);
          expectWhole(await outcomeOf(bench.ai.languageModel(script.model).stream(say('hello'), { signal: never })));
        }),
        { numRuns: 40 },
      );
    });

    it.each<readonly [string, Fault]>([
      ['the stream ends without its terminator', stream([begun + script.finish])],
      ['the connection is closed', stream([begun], { end: 'close' })],
      ['the connection is torn', stream([begun], { end: 'tear' })],
      ['it ends in half an event', stream([begun, script.delta('never').slice(0, -9)])],
      ['it is torn in half an event', stream([begun, script.delta('never').slice(0, -9)], { end: 'tear' })],
    ])('are an error with the text kept when %s', async (_how, fault) => {
      const { text, error, parts } = await ask(script, fault, {});
      expect(error?.failure.kind).toBe('broken-stream');
      expect(text).toBe(first);
      expect(parts.filter(({ type }) => type === 'attempt-start')).toHaveLength(1);
    });

    it('are an error with the text kept when the provider tells of one after 200', async () => {
      const { text, error } = await ask(script, stream([begun, script.error('the\u001b[31m engine\nis on fire')]), {});
      expect(text).toBe(first);
      expect(error?.failure.kind).toBe('server-error');
      expect(`${error?.message} ${error?.hint}`).toMatch(/engine is on fire/);
      expect(`${error?.message} ${error?.hint}`).not.toMatch(/[\u001b\n]/);
    });

    it('are asked for again when the error comes after 200 and before the first token', async () => {
      const server = await serve([stream([script.begin, script.error('busy')]), stream([whole])]);
      const bench = benchAt(script, server, {});
      expectWhole(await outcomeOf(bench.ai.languageModel(script.model).stream(say('hello'), { signal: never })));
      expect(server.requests).toHaveLength(2);
    });

    it('are an error with the text kept when an event is no JSON', async () => {
      const { text, error } = await ask(script, stream([begun, 'data: {"choices": [oops\n\n', script.terminator]));
      expect([text, error?.failure.providerId]).toEqual([first, script.provider.vendor.id]);
    });

    it('are understood in a line of 10 MB, in linear time', async () => {
      const long = 'x'.repeat(10 * MEGABYTE);
      const answer = stream(cut(answerOf(script, long), 16 * 1024));
      const { text, error } = await expectQuick(10_000, () => ask(script, answer));
      expect(error).toBeUndefined();
      expect(text.length).toBe(long.length);
    });

    it('are refused in a line without end', async () => {
      const endless: Fault = async (connection) => {
        await stream([script.begin, 'data: '], { end: 'stall' })(connection);
        const piece = Buffer.from(`100000\r\n${'y'.repeat(MEGABYTE)}\r\n`);
        for (let sent = 0; sent < 80 && connection.isOpen; sent += 1) await connection.send(piece);
      };
      const { text, error } = await ask(script, endless);
      expect(text).toBe('');
      expect(error?.failure.kind).toBe('server-error');
    });

    it.each<readonly [string, Fault]>([
      ['headers that never end', dripping(answer(200, whole, { 'x-padding': 'z'.repeat(5_000) }), 5)],
      [
        'comments for ever',
        stream(
          Array.from({ length: 400 }, () => ': still here\n\n'),
          { everyMs: 5, end: 'stall' },
        ),
      ],
      ['nothing', silence()],
    ])('do not come in time: %s', async (_how, fault) => {
      const server = await serve(fault);
      const bench = benchAt(script, server, { 'ai-retries': 0, 'ai-first-token-timeout': 0.15 });
      const { text, error } = await outcomeOf(
        bench.ai.languageModel(script.model).stream(say('hello'), { signal: never }),
      );
      expect([text, error?.failure.kind]).toEqual(['', 'timeout']);
      await server.until(() => server.openConnections === 0);
    });

    it.each([301, 302, 303, 307, 308])('are not fetched from another host: %d', async (status) => {
      const other = await serve(stream([whole]));
      const server = await serve(redirect(`${other.url}/v1/elsewhere?k=1`, status));
      const bench = benchAt(script, server);
      const { error } = await outcomeOf(bench.ai.languageModel(script.model).stream(say('hello'), { signal: never }));
      expect(error).toBeDefined();
      expect(`${error?.message} ${error?.hint}`).toContain(new URL(other.url).host);
      await bench.provider(script.provider.vendor.id).refresh({ signal: never });
      expect(bench.provider(script.provider.vendor.id).state.get().status.kind).not.toBe('ready');
      expect(other.acceptedConnections).toBe(0);
    });

    it.each<readonly [string, Fault]>([
      ['a page of HTML with 200', answer(200, '<html><title>Sign in</title>…</html>', { 'content-type': 'text/html' })],
      ['an empty body with 200', answer(200, '', { 'content-type': 'text/event-stream' })],
      ['an empty body without a type', answer(200)],
      ['no content', answer(204)],
      ['JSON that is something else', answer(200, '{"hello": "world"}', { 'content-type': 'application/json' })],
      ['broken JSON', answer(200, '{malformed json: <<<chaos>>>', { 'content-type': 'application/json' })],
      [
        'an error in JSON with 200',
        answer(200, '{"error": {"message": "no"}}', { 'content-type': 'application/json' }),
      ],
      ['no HTTP at all', raw('SSH-2.0-OpenSSH_9.6\r\n')],
      ['a closed connection', hangUp()],
      ['a torn connection', hangUp('tear')],
      [
        'a compressed body that is damaged',
        answer(200, 'not gzip', { 'content-encoding': 'gzip', 'content-type': 'text/event-stream' }),
      ],
      [
        'a large page with 500',
        answer(500, `<html><title>Oh no</title>${'<p>…</p>'.repeat(100_000)}`, { 'content-type': 'text/html' }),
      ],
    ])('of %s are an error in one short line', async (_what, fault) => {
      const { text, error, parts } = await ask(script, fault);
      expect([text, error?.failure.providerId]).toEqual(['', script.provider.vendor.id]);
      expect(error?.message).toContain(script.provider.vendor.models[0]);
      expect(error?.message.length).toBeLessThan(600);
      expect(error?.message).not.toMatch(/[\n<>]/);
      expect(error?.hint).toBeTruthy();
      expect(parts.some(({ type }) => type === 'stream-end')).toBe(false);
    });

    it('leave no connection behind that is still being read', async () => {
      const server = await serve(stream([begun, ...others.map((text) => script.delta(text))], { end: 'stall' }));
      const bench = benchAt(script, server);
      for await (const part of bench.ai.languageModel(script.model).stream(say('hello'), { signal: never }))
        if (part.type === 'text-delta') break;
      await server.until(() => server.openConnections === 0);
    });
  },
);
