import { DevmgrError, ExitCode, type CliInvocation, type TextTools } from 'devmgr/plugin-api';
import { gatewayKey } from '../gateway/gateway-key.js';
import { createApiClient, type ApiClient } from '../servers/client/api-client.js';
import type { ApiAnswer } from '../servers/client/api-answer.js';
import type { ApiRequest } from '../servers/client/api-request.js';
import { curlCommand } from '../servers/client/export/curl-command.js';
import { RequestHistory } from '../servers/client/request-history.js';
import { SavedRequests, type SavedRequest } from '../servers/client/saved-requests.js';
import type { SystemParts } from '../system-parts.js';
import { AnswerOutput } from './answer-output.js';
import { answerDocument, answerLines } from './answer-report.js';
import { callRequest } from './call-request.js';
import { callWords, type CallWords } from './call-words.js';
import { isOneStream } from './is-one-stream.js';
import { listSaved } from './list-saved.js';
import { clientTarget, type ClientTarget } from './client-target.js';

/**
 * `server call [name] METHOD PATH`: sends one request to a running server of the project. The body of the answer goes to stdout, a line about it to
 * stderr. 1 for a status from 400 on or an answer that broke off, 130 when it was stopped.
 */
export async function callServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { flags } = invocation;
  const requests = new SavedRequests(parts.context.storage.workspaceDir);
  const words = callWords(invocation.args.slice(1));
  if (flags.boolean('list')) return listSaved(invocation, requests, words.name, parts.context.text);
  const wanted = flags.string('saved');
  const saved = wanted === undefined ? undefined : await requests.find(wanted);
  await requireServer(words, parts);
  const target = await clientTarget(parts, words.name ?? saved?.server);
  const request = await callRequest(invocation, words, saved);
  // What cannot be sent is not saved either.
  const curl = curlCommand(request, target.url);
  const name = flags.string('save');
  if (name !== undefined) {
    tellSaved(invocation, await requests.save(name, target.name, request), request, parts.context.text);
  }
  if (!flags.boolean('curl')) return send(invocation, parts, target, request);
  invocation.stdout.write(invocation.json ? `${JSON.stringify({ curl })}\n` : `${curl}\n`);
  return ExitCode.ok;
}

/** Somebody who writes `FETCH /path` means a method and not a server. */
async function requireServer({ name, method, path }: CallWords, { manager }: SystemParts): Promise<void> {
  if (name === undefined || method !== undefined || path === undefined || !/^[A-Z]+$/.test(name)) return;
  await manager.discover();
  if (manager.all.get().some((state) => state.name === name)) return;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${name} is no method of HTTP, and no server is called so`,
    hint: 'Say it so: devmgr server call [name] METHOD /path',
    exitCode: ExitCode.usage,
  });
}

function tellSaved({ stderr }: CliInvocation, saved: SavedRequest, request: ApiRequest, text: TextTools): void {
  const isWhole = JSON.stringify(saved.request) === JSON.stringify(request);
  const word = /^[\w.-]+$/.test(saved.name) ? saved.name : `'${saved.name}'`;
  const missing = isWhole ? '' : ', without the values of secrets';
  stderr.write(text.clean(`saved${missing}: send it with devmgr server call --saved ${word}\n`));
}

async function send(
  invocation: CliInvocation,
  parts: SystemParts,
  target: ClientTarget,
  request: ApiRequest,
): Promise<number> {
  const { text } = parts.context;
  const output = new AnswerOutput(invocation, text);
  try {
    const answer = await remembered(parts, target, request, () =>
      clientOf(parts, target).send(request, {
        signal: invocation.signal,
        timeoutMs: timeoutMs(invocation),
        follows: invocation.flags.boolean('follow'),
        observer: output,
      }),
    );
    await output.end(answer);
    if (invocation.json) invocation.stdout.write(`${answerDocument(target.name, target.url, request, answer)}\n`);
    else {
      const lines = answerLines(request, answer, invocation.flags.string('output'), text);
      invocation.stderr.write(output.isLineOpen && isOneStream() ? `\n${lines}` : lines);
    }
    return exitCode(answer);
  } catch (error) {
    if (invocation.signal.aborted) return ExitCode.interrupted;
    throw error;
  } finally {
    await output.dispose();
  }
}

/** Also a request without an answer is one that was sent. */
async function remembered(
  { context }: SystemParts,
  { name }: ClientTarget,
  request: ApiRequest,
  run: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const history = new RequestHistory(context.storage.workspaceDir);
  const sent = { at: context.clock.now(), server: name, request };
  try {
    const answer = await run();
    await history.add({ ...sent, status: answer.status, totalMs: answer.totalMs });
    return answer;
  } catch (error) {
    await history.add({ ...sent, status: undefined, totalMs: undefined });
    throw error;
  }
}

function clientOf({ context, manager }: SystemParts, { name, url }: ClientTarget): ApiClient {
  const { env, workspace, secrets } = context;
  const variable = (key: string) => env[key] ?? workspace.dotenv.get()[key];
  return createApiClient({
    url,
    folder: process.cwd(),
    variable,
    addSecret: (value) => secrets.add(value),
    authorization: () => gatewayKey(context, manager, name),
  });
}

function timeoutMs({ flags }: CliInvocation): number | undefined {
  const seconds = flags.number('timeout');
  if (seconds === undefined || (seconds > 0 && seconds <= 86_400))
    return seconds === undefined ? undefined : seconds * 1000;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'The timeout is no time',
    hint: 'Give it in seconds: --timeout 60',
    exitCode: ExitCode.usage,
  });
}

function exitCode({ status, cut }: ApiAnswer): number {
  if (cut === 'stopped') return ExitCode.interrupted;
  return status >= 400 || cut !== undefined ? ExitCode.notGood : ExitCode.ok;
}
