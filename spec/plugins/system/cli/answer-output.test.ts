import { expect, it } from 'vitest';
import type { CliInvocation } from 'devmgr/plugin-api';
import { AnswerOutput } from '../../../../plugins/system/cli/answer-output.js';
import type { ApiAnswer } from '../../../../plugins/system/servers/client/api-answer.js';
import { answerBody } from '../../../../plugins/system/servers/client/answer-body.js';
import { textTools as text } from '../support/text-tools.js';

async function written(contentType: string, body: string, isTTY: boolean): Promise<string> {
  let all = '';
  const stdout = { write: (some: string) => void (all += some), isTTY };
  const invocation = { stdout, json: false, flags: { string: () => undefined } } as unknown as CliInvocation;
  const output = new AnswerOutput(invocation, text);
  const headers = [['Content-Type', contentType]] as const;
  const bytes = Buffer.from(body);
  const head = { status: 200, reason: 'OK', headers, firstByteMs: 1 };
  output.onHead(head);
  output.onText(body);
  await output.onChunk(bytes);
  const answer: ApiAnswer = {
    ...head,
    totalMs: 1,
    wireBytes: bytes.length,
    body: answerBody(headers, bytes),
    cut: undefined,
    redirect: undefined,
    hops: [],
    bytes,
    isTooBig: false,
  };
  await output.end(answer);
  return all;
}

it('gives a terminal indented JSON, all of it', async () => {
  expect(await written('application/json', '{"a":1}', true)).toBe('{\n  "a": 1\n}\n');
  const big = `[${'"some text",'.repeat(20_000)}1]`;
  expect(JSON.parse(await written('application/json', big, true))).toEqual(JSON.parse(big));
});

it('gives a terminal no escape sequences', async () => {
  expect(await written('text/plain', 'a\x1b]0;owned\x07b\x1b[2J', true)).toBe('ab\n');
});

it('gives a pipe what came', async () => {
  expect(await written('application/json', '{"a":1}', false)).toBe('{"a":1}');
  expect(await written('text/plain', 'a\x1b[1mb', false)).toBe('a\x1b[1mb');
});
