import type { CliInvocation, PluginContext } from 'devmgr/plugin-api';
import type { Ai, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { oneLine } from './one-line.js';
import { usageError } from './usage-error.js';

export interface AssertModelParts {
  readonly ai: Pick<Ai, 'providers' | 'languageModel'>;
  readonly context: Pick<PluginContext, 'clock' | 'text'>;
  readonly invocation: Pick<CliInvocation, 'stderr' | 'signal'>;
}

/** How long a provider has to say which models it has. */
const longestLookMs = 8_000;
const mostNamed = 8;

/**
 * Looks whether a model is one of those that its provider lists. Rejects with a usage error for a server on this machine, which lists all that it has;
 * of others, which have models that they do not list, the person is told. Nothing is said where no list can be had. `selection`: `provider/model`.
 */
export async function assertModel(selection: string, parts: AssertModelParts): Promise<void> {
  const { ai, context, invocation } = parts;
  const { providerId, modelId, kind, info } = ai.languageModel(selection);
  const provider = ai.providers.get().find(({ id }) => id === providerId);
  // Whose window is known is known by name.
  if (!provider || kind === 'extractive' || provider.kind === 'in-process') return;
  if (selection === providerId || info.contextWindow !== undefined) return;
  const names = await listed(provider, parts);
  // Ollama leaves away the tag that is meant without any.
  if (names.length === 0 || names.includes(modelId) || names.includes(`${modelId}:latest`)) return;
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const has = `It lists ${names.slice(0, mostNamed).join(', ')}${more}.`;
  if (provider.kind === 'local-server') throw usageError(`${providerId} has no model ${modelId}`, has);
  const note = oneLine(`${providerId} lists no model ${modelId}: it is asked all the same. ${has}`, context.text);
  invocation.stderr.write(`${invocation.stderr.paint('warning', '!')} ${note}\n`);
}

async function listed(provider: AiProvider, { context, invocation }: AssertModelParts): Promise<readonly string[]> {
  if (provider.state.get().status.kind === 'unknown') {
    const limit = new AbortController();
    const timer = context.clock.setTimeout(() => limit.abort(), longestLookMs);
    await provider.refresh({ signal: AbortSignal.any([invocation.signal, limit.signal]) });
    void timer.dispose();
    invocation.signal.throwIfAborted();
  }
  const { models } = provider.state.get();
  return models.filter(({ kind }) => kind === 'language').map(({ id }) => id);
}
