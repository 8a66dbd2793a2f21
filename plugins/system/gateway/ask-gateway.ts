import type { PluginContext } from 'devmgr/plugin-api';
import type { GatewayRun } from './gateway-run.js';
import { GatewayToken } from './security/gateway-token.js';
import type { CallSoFar } from './server/served-calls.js';

/** A call that goes on, as `/status` has it. */
export interface CurrentCall {
  readonly id: string;
  readonly client: string;
  readonly request: string;
  readonly model: string | null;
  readonly route: string | null;
  /** Who is asked now. */
  readonly target: string | null;
  readonly state: CallSoFar['state'];
  readonly is_stream: boolean;
  /** ISO 8601. */
  readonly started_at: string;
  readonly first_token_ms: number | null;
  readonly output_tokens: number | null;
  readonly running_ms: number;
}

/** What devmgr itself reads of `/status`. */
export interface GatewayReport {
  readonly calls: Readonly<Record<'running' | 'waiting' | 'answered' | 'failed' | 'aborted' | 'reads', number>>;
  readonly providers: readonly { readonly id: string; readonly status: string; readonly models: number }[];
  readonly problems: readonly string[];
  readonly routes: readonly { readonly name: string; readonly order: string; readonly models: readonly string[] }[];
  readonly aliases: Readonly<Record<string, string>>;
  /** Who is left alone for a while. */
  readonly cooldowns: readonly { readonly name: string; readonly reason: string; readonly left_ms: number }[];
  /** Calls that go on. */
  readonly current: readonly CurrentCall[];
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
