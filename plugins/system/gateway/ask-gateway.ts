import type { PluginContext } from 'devmgr/plugin-api';
import type { GatewayRun } from './gateway-run.js';
import { GatewayToken } from './security/gateway-token.js';

/** What devmgr itself reads of `/status`. */
export interface GatewayReport {
  readonly calls: Readonly<Record<'running' | 'waiting' | 'answered' | 'failed' | 'aborted', number>>;
  readonly providers: readonly { readonly id: string; readonly status: string; readonly models: number }[];
  readonly problems: readonly string[];
  readonly routes: readonly { readonly name: string; readonly order: string; readonly models: readonly string[] }[];
  readonly aliases: Readonly<Record<string, string>>;
  /** Calls that go on. */
  readonly current: readonly {
    readonly client: string;
    readonly request: string;
    readonly model: string | null;
    readonly running_ms: number;
  }[];
}

const PATIENCE_MS = 5000;

/** Asks a gateway that runs for its state. `undefined`: it does not answer. Rejects when there is no token that may be sent. */
export async function askGateway(
  { url }: Pick<GatewayRun, 'url'>,
  { storage }: Pick<PluginContext, 'storage'>,
  signal: AbortSignal,
): Promise<GatewayReport | undefined> {
  const token = await new GatewayToken(storage.globalDir).get();
  try {
    const response = await fetch(`${url}/status`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return response.ok ? ((await response.json()) as GatewayReport) : undefined;
  } catch {
    return undefined;
  }
}
