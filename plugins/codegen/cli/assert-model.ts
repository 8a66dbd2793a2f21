import type { CliInvocation, PluginContext } from 'devmgr/plugin-api';
import type { Ai, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { listingProvider, noSuchModel, unlistedModel } from '../generate/unlisted-model.js';
import { oneLine } from './one-line.js';

export interface AssertModelParts {
  readonly ai: Pick<Ai, 'providers' | 'languageModel'>;
  readonly context: Pick<PluginContext, 'clock' | 'text'>;
  readonly invocation: Pick<CliInvocation, 'stderr' | 'signal'>;
}

/** How long a provider has to say which models it has. */
const longestLookMs = 8_000;

/**
 * Looks whether a model is one of those that its provider lists. Rejects with a usage error for a server on this machine, which lists all that it has;
 * of others, which have models that they do not list, the person is told. Nothing is said where no list can be had. `selection`: `provider/model`.
 */
export async function assertModel(selection: string, parts: AssertModelParts): Promise<void> {
  const { ai, context, invocation } = parts;
  const provider = listingProvider(ai, selection);
  if (!provider) return;
  await look(provider, parts);
  const unlisted = unlistedModel(ai, selection);
  if (!unlisted) return;
  if (unlisted.isComplete) throw noSuchModel(unlisted);
  const { providerId, modelId, lists } = unlisted;
  const note = oneLine(`${providerId} lists no model ${modelId}: it is asked all the same. ${lists}`, context.text);
  invocation.stderr.write(`${invocation.stderr.paint('warning', '!')} ${note}\n`);
}

async function look(provider: AiProvider, { context, invocation }: AssertModelParts): Promise<void> {
  if (provider.state.get().status.kind !== 'unknown') return;
  const limit = new AbortController();
  const timer = context.clock.setTimeout(() => limit.abort(), longestLookMs);
  await provider.refresh({ signal: AbortSignal.any([invocation.signal, limit.signal]) });
  void timer.dispose();
  invocation.signal.throwIfAborted();
}
