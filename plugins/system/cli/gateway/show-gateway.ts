import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { callProgress } from '../../gateway/call-progress.js';
import { findGatewayRun } from '../../gateway/gateway-run.js';
import { askGateway, type CurrentCall, type GatewayReport } from '../../gateway/ask-gateway.js';
import { shortDuration } from '../../servers/short-duration.js';
import type { SystemParts } from '../../system-parts.js';
import { alignedColumns } from '../aligned-columns.js';
import { cooldownLine } from './cooldown-line.js';

/** `gateway status`: the gateway of this project, whoever started it. 0 when it runs and answers, else 5. */
export async function showGateway(invocation: CliInvocation, { context }: SystemParts): Promise<number> {
  const { stdout, json, signal } = invocation;
  const run = await findGatewayRun(context);
  const report = run && (await askGateway(run, context, signal));
  if (json)
    stdout.write(`${JSON.stringify(run ? { running: true, ...run, status: report ?? null } : { running: false })}\n`);
  else if (!run) stdout.write('No gateway of this project runs. Start it: devmgr gateway\n');
  else stdout.write(`${context.text.clean(told(run, report, context))}\n`);
  return report ? ExitCode.ok : ExitCode.unavailable;
}

type Context = SystemParts['context'];

/** `  3s  my-tool/1  fast → openai/gpt-6-luna · ~12 tokens`. */
function currentLine(call: CurrentCall): string {
  const { client, request, model, target, running_ms: ms } = call;
  const asked = model ?? request;
  const names = target === null || target === asked ? asked : `${asked} → ${target}`;
  return `  ${shortDuration(ms)}  ${client}  ${names} · ${callProgress(call)}`;
}

function told(
  { url, pid, startedAt }: { readonly url: string; readonly pid: number; readonly startedAt: number },
  report: GatewayReport | undefined,
  { clock, text }: Context,
): string {
  const head = `${url}  pid ${pid}, for ${shortDuration(clock.now() - startedAt)}`;
  if (!report) return `${head}\nIt does not answer.`;
  const { calls, providers, problems, routes, aliases, current, cooldowns } = report;
  const done = `${calls.answered} answered, ${calls.failed} failed, ${calls.aborted} left by clients; ${calls.reads} lists and states read`;
  const rows = providers.map(({ id, status, models }) => [id, status, `${models} models`]);
  return [
    head,
    `Calls: ${calls.running} running, ${calls.waiting} waiting; ${done}`,
    ...current.map(currentLine),
    ...alignedColumns(rows, text),
    ...cooldowns.flatMap(cooldownLine),
    ...routes.map(({ name, order, models }) => `${name} = ${models.join(order === 'ordered' ? ', then ' : ' or ')}`),
    ...Object.entries(aliases).map(([name, model]) => `${name} = ${model}`),
    `export OPENAI_BASE_URL=${url}/v1 OPENAI_API_KEY=$(devmgr gateway token --show)`,
    `export ANTHROPIC_BASE_URL=${url} ANTHROPIC_API_KEY=$(devmgr gateway token --show)`,
    ...problems.map((problem) => `! ${problem}`),
  ].join('\n');
}
