import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { CallQuery, CallRecord } from '../../gateway/record/call-record.js';
import type { CallStore } from '../../gateway/record/call-store.js';
import { projectCalls } from '../../gateway/record/project-calls.js';
import type { SystemParts } from '../../system-parts.js';
import { callDetails } from './call-details.js';
import { callLine } from './call-line.js';
import { untilAborted } from './until-aborted.js';

const USUAL = 20;
const MOST = 10_000;
/** Of `--follow`, in milliseconds. */
const LOOK_EVERY = 500;

/**
 * `gateway log [words]`: the last calls, oldest first; `gateway log call-…`: one of them with all that is kept. `--follow` goes on until
 * Ctrl-C. With `--json` one document, `{calls}` or the call; with `--follow` one a line.
 */
export async function showCalls(invocation: CliInvocation, { context }: SystemParts): Promise<number> {
  const query = readQuery(invocation);
  const { args, flags, json, stdout } = invocation;
  const store = projectCalls(context);
  try {
    const [, id = ''] = args;
    if (id.startsWith('call-') && args.length === 2) return await showOne(invocation, context.text, store, id);
    const calls = (await store.calls(query)).toReversed();
    const line = (call: CallRecord) => `${call.id}  ${callLine(call, context.text, context.clock.now())}\n`;
    if (flags.boolean('follow')) {
      const write = (call: CallRecord) =>
        stdout.write(json ? `${context.text.redact(JSON.stringify(call))}\n` : line(call));
      calls.forEach(write);
      await follow(invocation, store, query, calls.at(-1), write);
      return ExitCode.interrupted;
    }
    if (json) stdout.write(`${context.text.redact(JSON.stringify({ calls }))}\n`);
    else stdout.write(calls.length > 0 ? calls.map(line).join('') : nothing(query));
    return ExitCode.ok;
  } finally {
    await store.dispose();
  }
}

function readQuery({ args, flags }: CliInvocation): CallQuery {
  const limit = flags.number('limit') ?? USUAL;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw usage(`--limit ${limit} is no number of calls`, `Say one from 1 to ${MOST}`);
  const text = args.slice(1).join(' ');
  return { limit, ...(text !== '' && { text }), ...(flags.boolean('failed') && { outcome: 'failed' }) };
}

async function showOne(
  { json, stdout }: CliInvocation,
  text: SystemParts['context']['text'],
  store: CallStore,
  id: string,
): Promise<number> {
  const call = await store.call(id);
  if (!call) throw usage(`There is no call "${text.clean(id)}"`, 'See the last ones: devmgr gateway log');
  if (json) stdout.write(`${text.redact(JSON.stringify(call))}\n`);
  else stdout.write(`${text.redact(text.clean(callDetails(call)))}\n`);
  return ExitCode.ok;
}

async function follow(
  { signal, stdout }: CliInvocation,
  store: CallStore,
  query: CallQuery,
  last: CallRecord | undefined,
  write: (call: CallRecord) => void,
): Promise<void> {
  let known = last?.id;
  while (!signal.aborted && !stdout.isBroken) {
    await untilAborted(signal, LOOK_EVERY);
    const calls = await store.calls({ ...query, limit: MOST });
    const at = calls.findIndex(({ id }) => id === known);
    const fresh = (at < 0 ? calls : calls.slice(0, at)).toReversed();
    fresh.forEach(write);
    known = fresh.at(-1)?.id ?? known;
  }
}

function nothing({ text, outcome }: CallQuery): string {
  const isNarrowed = text !== undefined || outcome !== undefined;
  return isNarrowed
    ? 'No such call\n'
    : 'No call was recorded yet. Whether the gateway runs, and how to use it: devmgr gateway status\n';
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
