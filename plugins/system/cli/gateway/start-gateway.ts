import { DevmgrError, DisposableStore, ExitCode, type CliInvocation, type Disposable } from 'devmgr/plugin-api';
import { serverPort } from '../../gateway/as-server.js';
import { claimGateway } from '../../gateway/gateway-claim.js';
import { findGatewayRun, removeGatewayRun, writeGatewayRun } from '../../gateway/gateway-run.js';
import type { GatewaySettings } from '../../gateway/gateway-settings.js';
import { openGateway } from '../../gateway/open-gateway.js';
import { circles } from '../../gateway/routing/circles.js';
import { unknownMembers } from '../../gateway/routing/unknown-members.js';
import { publishGateway, type PublishedGateway } from '../../gateway/publish-gateway.js';
import { GatewayToken } from '../../gateway/security/gateway-token.js';
import { followGatewaySettings } from '../../gateway/settings/follow-gateway-settings.js';
import { ServedModels } from '../../gateway/settings/served-models.js';
import { BackgroundRefresh } from '../../providers/status/background-refresh.js';
import { requirePort } from '../../servers/ports/require-port.js';
import type { SystemParts } from '../../system-parts.js';
import { gatewayReporter } from './gateway-reporter.js';

/** Calls that go on when it is to end have so long. */
const GRACE_MS = 10_000;
/** After so long a new token is the one that counts. */
const TOKEN_LOOK_MS = 1000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/**
 * `gateway [start]`: in the foreground until Ctrl-C; then calls that go on have some seconds to end. A line for every call, with `--json` a
 * document. Resolves to 130, or to 0 when another devmgr has stopped it.
 */
export async function startGateway(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { context, ai } = parts;
  const { host, said } = readFlags(invocation, context.env);
  const settings = followGatewaySettings({ context, servedModels: new ServedModels(context.storage.state), said });
  const { port } = settings();
  await requireNone(parts);
  await using _claim = await claimGateway(context);
  await requirePort(context.processes, host ?? '127.0.0.1', port);
  const tokenFile = new GatewayToken(context.storage.globalDir);
  let token = await tokenFile.get();
  context.secrets.add(token);
  const owned = new DisposableStore();
  const report = owned.add(gatewayReporter(invocation, context));
  try {
    const opened = owned.add(
      await openGateway({ context, ai, finetuning: parts.finetuning, settings, token: () => token, host, port }),
    );
    const { gateway } = opened;
    owned.add(gateway.onDidCall(report.called));
    const url = await gateway.listen();
    const asked = new AbortController();
    let published: Promise<PublishedGateway | undefined> | undefined;
    try {
      const startedAt = context.clock.now();
      await writeGatewayRun(context, { url, startedAt });
      published = publishGateway(context, { url, startedAt, stop: () => asked.abort() });
      published.catch((error: unknown) => context.log.warn(`Other devmgrs do not see the gateway: ${String(error)}`));
      report.started({ url, host, tokenPath: tokenFile.path, settings: settings() });
      void ai.gather().then(() => {
        report.warned([...circles(ai.registry.all.get(), port), ...unknownMembers(ai.registry, settings())]);
      });
      owned.add(followToken(context, tokenFile, (now) => (token = now)));
      await followAll(invocation, parts, owned);
      await ended(AbortSignal.any([invocation.signal, asked.signal]));
      report.stopping(gateway.calls.size);
    } finally {
      await gateway.close(GRACE_MS);
      await removeGatewayRun(context);
      await published?.then((there) => there?.ended()).catch(() => undefined);
    }
  } finally {
    await owned.dispose();
  }
  return invocation.signal.aborted ? ExitCode.interrupted : ExitCode.ok;
}

/** `take` gets the token as it is now, from time to time. */
function followToken(
  { clock, secrets, log }: SystemParts['context'],
  file: GatewayToken,
  take: (token: string) => void,
): Disposable {
  return clock.setInterval(() => {
    void file.get().then(
      (now) => {
        secrets.add(now);
        take(now);
      },
      (error: unknown) => log.warn(`The token stays as it was: ${String(error)}`),
    );
  }, TOKEN_LOOK_MS);
}

interface Flags {
  /** `undefined`: this machine only. */
  readonly host: string | undefined;
  readonly said: Partial<Pick<GatewaySettings, 'port' | 'record'>>;
}

function readFlags({ flags }: CliInvocation, env: SystemParts['context']['env']): Flags {
  const host = flags.string('host')?.trim();
  const port = flags.number('port') ?? serverPort(env);
  const record = flags.string('record');
  if (record !== undefined && record !== 'off' && record !== 'calls' && record !== 'texts')
    throw usage(`--record ${record} is not known`, 'Say off, calls or texts');
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65_535))
    throw usage(`${port} is no port`, 'Choose one from 1 to 65535');
  return {
    host: host === undefined || host === '' || LOOPBACK.has(host) ? undefined : host,
    said: { ...(port !== undefined && { port }), ...(record !== undefined && { record }) },
  };
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}

async function requireNone({ context }: SystemParts): Promise<void> {
  const run = await findGatewayRun(context);
  if (!run) return;
  throw new DevmgrError({
    code: 'PLUGIN_SYSTEM_GATEWAY_RUNS',
    message: `The gateway of this project runs already at ${run.url} (pid ${run.pid})`,
    hint: 'Use that one: devmgr gateway status',
    exitCode: ExitCode.unavailable,
  });
}

/** Settings follow their files, and providers are looked at now and from time to time. */
async function followAll(
  invocation: CliInvocation,
  { ai, context }: SystemParts,
  owned: DisposableStore,
): Promise<void> {
  const intervalMs = () => context.config.number('ai-refresh-interval') * 1000;
  const looks = owned.add(
    new BackgroundRefresh({
      clock: context.clock,
      intervalMs,
      random: () => Math.random(),
      look: (signal) => ai.look({ signal }),
    }),
  );
  looks.start(0);
  const following = await invocation.followSettings?.();
  if (following) owned.add(following);
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
