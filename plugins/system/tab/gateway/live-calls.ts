import type { PluginContext } from 'devmgr/plugin-api';
import { askGateway } from '../../gateway/ask-gateway.js';
import { findGatewayRun, type GatewayRun } from '../../gateway/gateway-run.js';
import { runningCall, type ShownCall } from './shown-call.js';

/** The calls that go on in the gateway of the project, as it says itself: what is recorded is over. */
export class LiveCalls {
  readonly #context: PluginContext;
  #run: GatewayRun | undefined;

  constructor(context: PluginContext) {
    this.#context = context;
  }

  /** Newest first; none where no gateway answers. */
  async now(signal: AbortSignal): Promise<readonly ShownCall[]> {
    this.#run ??= await findGatewayRun(this.#context);
    // Without a token that may be sent what is recorded is shown all the same.
    const report = this.#run && (await askGateway(this.#run, this.#context, signal).catch(() => undefined));
    // It may be another one the next time.
    if (!report) this.#run = undefined;
    return report?.current.map(runningCall).toReversed() ?? [];
  }
}
