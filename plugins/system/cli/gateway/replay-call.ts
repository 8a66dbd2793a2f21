import { DevmgrError, DisposableStore, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { openGateway } from '../../gateway/open-gateway.js';
import type { CallRecord } from '../../gateway/record/call-record.js';
import { projectCalls } from '../../gateway/record/project-calls.js';
import { followGatewaySettings } from '../../gateway/settings/follow-gateway-settings.js';
import { ServedModels } from '../../gateway/settings/served-models.js';
import type { SystemParts } from '../../system-parts.js';
import { answerTextOf } from './answer-text-of.js';
import { callLine } from './call-line.js';

/** In place of a secret, as `text.redact` writes it. */
const MASK = '***';

/**
 * `gateway replay <id> [--model M]`: sends the kept request of a call again, to its model or another one, through a gateway of its own that
 * nobody else can ask. The answer goes to stdout, with `--json` as the provider gave it; how both compare to stderr. 1: it failed.
 */
export async function replayCall(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { context } = parts;
  const before = await keptCall(invocation, context);
  if (before.sent?.includes(MASK) === true)
    invocation.stderr.write(`Secrets in the prompt were masked when it was kept: ${MASK} is sent in their place\n`);
  const body = { ...bodyOf(before), ...modelOf(invocation), stream: false };
  const [, path = ''] = before.request.split(' ');
  const owned = new DisposableStore();
  try {
    const token = crypto.randomUUID();
    context.secrets.add(token);
    const settings = followGatewaySettings({
      context,
      servedModels: new ServedModels(context.storage.state),
      said: {},
    });
    const { ai, finetuning } = parts;
    const { gateway } = owned.add(
      await openGateway({ context, ai, finetuning, settings, token: () => token, host: undefined, port: 0 }),
    );
    let after: CallRecord | undefined;
    owned.add(gateway.onDidCall((call) => (after = call)));
    const url = await gateway.listen();
    try {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'devmgr-replay',
      };
      const { signal } = invocation;
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal });
      tell(invocation, parts, await answer.text());
    } finally {
      await gateway.close(0);
    }
    compare(invocation, parts, [before, ...(after ? [after] : [])]);
    return after?.outcome === 'answered' ? ExitCode.ok : ExitCode.notGood;
  } finally {
    await owned.dispose();
  }
}

async function keptCall({ args }: CliInvocation, context: SystemParts['context']): Promise<CallRecord> {
  const id = args[1];
  if (id === undefined) throw usage('Which call is to be sent again?', 'Name it: devmgr gateway log shows their ids');
  const store = projectCalls(context);
  try {
    const call = await store.call(id);
    if (!call) throw usage(`There is no call "${context.text.clean(id)}"`, 'See the last ones: devmgr gateway log');
    if (call.sent === undefined)
      throw usage(`The prompt of ${call.id} was not kept`, 'Keep prompts from now on: devmgr gateway --record texts');
    return call;
  } finally {
    await store.dispose();
  }
}

function bodyOf({ id, sent = '' }: CallRecord): object {
  try {
    return JSON.parse(sent) as object;
  } catch {
    throw usage(`What was sent with ${id} cannot be sent again`, 'A secret in it was masked, or it was cut');
  }
}

function modelOf({ flags }: CliInvocation): { readonly model?: string } {
  const model = flags.string('model')?.trim();
  return model === undefined || model === '' ? {} : { model };
}

function tell({ stdout, json }: CliInvocation, { context: { text } }: SystemParts, answer: string): void {
  const shown = json ? answer : text.clean(answerTextOf(answer));
  stdout.write(`${text.redact(shown.trimEnd())}\n`);
}

function compare({ stderr }: CliInvocation, { context }: SystemParts, calls: readonly CallRecord[]): void {
  const { text, clock } = context;
  for (const [at, call] of calls.entries())
    stderr.write(`${at === 0 ? 'then' : 'now '}  ${callLine(call, text, clock.now())}\n`);
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
