import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { findGatewayRun } from '../../gateway/gateway-run.js';
import { askGateway, type GatewayReport } from '../../gateway/ask-gateway.js';
import { shortDuration } from '../../servers/short-duration.js';
import type { SystemParts } from '../../system-parts.js';
import { alignedColumns } from '../aligned-columns.js';

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

function told(
  { url, pid, startedAt }: { readonly url: string; readonly pid: number; readonly startedAt: number },
  report: GatewayReport | undefined,
  { clock, text }: Context,
): string {
  const head = `${url}  pid ${pid}, for ${shortDuration(clock.now() - startedAt)}`;
  if (!report) return `${head}\nIt does not answer.`;
  const { calls, providers, problems, routes, aliases, current } = report;
  const done = `${calls.answered} answered, ${calls.failed} failed, ${calls.aborted} left by clients`;
  const rows = providers.map(({ id, status, models }) => [id, status, `${models} models`]);
  return [
    head,
    `Calls: ${calls.running} running, ${calls.waiting} waiting; ${done}`,
    ...current.map(
      ({ client, request, model, running_ms: ms }) => `  ${shortDuration(ms)}  ${client}  ${model ?? request}`,
    ),
    ...alignedColumns(rows, text),
    ...routes.map(({ name, order, models }) => `${name} = ${models.join(order === 'ordered' ? ', then ' : ' or ')}`),
    ...Object.entries(aliases).map(([name, model]) => `${name} = ${model}`),
    `export OPENAI_BASE_URL=${url}/v1 OPENAI_API_KEY=$(devmgr gateway token --show)`,
    `export ANTHROPIC_BASE_URL=${url} ANTHROPIC_API_KEY=$(devmgr gateway token --show)`,
    ...problems.map((problem) => `! ${problem}`),
  ].join('\n');
}
