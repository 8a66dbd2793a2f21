import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { gatewayKey } from '../gateway/gateway-key.js';
import type { ApiRoute } from '../servers/openapi/api-route.js';
import { RouteSource } from '../servers/openapi/route-source.js';
import type { SystemParts } from '../system-parts.js';
import { alignedColumns } from './aligned-columns.js';
import { clientTarget } from './client-target.js';

/** `server routes [name]`: what can be asked of a running server, from its OpenAPI document. Rejects when it has none. */
export async function listRoutes(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { context } = parts;
  const { name, url } = await clientTarget(parts, invocation.args[1]);
  const path = () => context.config.string('openapi');
  const source = new RouteSource({
    url: () => url,
    path,
    pluginDir: context.pluginDir,
    authorization: () => gatewayKey(context, parts.manager, name),
  });
  const stop = () => source.dispose();
  invocation.signal.addEventListener('abort', stop, { once: true });
  const state = await source.refresh();
  source.dispose();
  if (invocation.signal.aborted) return ExitCode.interrupted;
  if (state.kind !== 'known') {
    const problem = state.kind === 'failed' ? state.problem : { message: 'The routes are not known', hint: undefined };
    throw new DevmgrError({
      code: 'PLUGIN_SYSTEM_NO_ROUTES',
      message: `${name}: ${problem.message}`,
      hint: problem.hint,
    });
  }
  const { routes, title, version } = state.description;
  if (invocation.json) {
    const document = { server: name, url, title, version, document: state.documentPath, routes };
    invocation.stdout.write(`${JSON.stringify(document)}\n`);
  } else if (routes.length === 0) {
    invocation.stderr.write(`${name} has no routes in ${context.text.clean(state.documentPath)}\n`);
  } else {
    const lines = alignedColumns([['METHOD', 'PATH', 'SUMMARY'], ...routes.map(cells)], context.text);
    invocation.stdout.write(lines.map((line) => `${context.text.clean(line)}\n`).join(''));
  }
  return ExitCode.ok;
}

function cells({ method, path, summary, deprecated }: ApiRoute): string[] {
  const said = summary.replace(/\s+/g, ' ');
  return [method, path, deprecated ? `${said} (deprecated)`.trim() : said];
}
