import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { isHttp, type ProviderEntry } from '../../providers/registry/provider-entry.js';
import { LazyHttpClient } from '../../providers/lazy-http-client.js';
import type { HttpClient } from '../../providers/transport/http-client.js';
import type { AdapterOptions } from './built-in-adapters.js';
import { ProviderApi } from './api/provider-api.js';
import { ANYSCALE, compatibleVariant } from './openai/compatible-variant.js';
import { OpenAiAdapter } from './openai/openai-adapter.js';
import { openAiUploader } from './openai/openai-uploader.js';
import { openAiVariant } from './openai/openai-variant.js';
import { refusedAdapter } from './refused/refused-adapter.js';
import { refusedProviders } from './refused/refused-providers.js';
import { TogetherAdapter } from './together/together-adapter.js';
import { togetherUploader } from './together/together-uploader.js';

export interface HostedOptions {
  readonly context: Pick<AdapterOptions['context'], 'env' | 'storage' | 'subscriptions'>;
  readonly ai: Pick<AdapterOptions['ai'], 'registry' | 'host'>;
}

const OPENAI_HOST = 'api.openai.com';
/** In the order of the table; the others behind them as they came. */
const FIRST = ['openai', 'together', 'anthropic', 'anyscale'];

/**
 * Adapters of the providers that there are now: those that train, and those that say why not. Nothing is sent or read. An adapter follows
 * the settings of its provider, and says so when that is gone.
 */
export function hostedAdapters({ context, ai }: HostedOptions): readonly FineTuningAdapter[] {
  const client = context.subscriptions.add(new LazyHttpClient(context.env));
  return [...ai.registry.entries]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .flatMap((entry) => hostedAdapter(entry, { context, ai, client }) ?? []);
}

/** `undefined`: of a provider in whose language there are no jobs. */
export function hostedAdapter(
  entry: ProviderEntry,
  { context, ai, client }: HostedOptions & { readonly client: HttpClient },
): FineTuningAdapter | undefined {
  const { id: providerId, title } = entry.provider;
  const refused = refusedProviders.find(({ id }) => id === providerId);
  if (refused) return refusedAdapter({ ...refused, title });
  if (!isHttp(entry) || entry.definition.wireFormat !== 'openai-chat') return undefined;
  const api = new ProviderApi({ providerId, registry: ai.registry, host: ai.host });
  if (providerId === 'together') return new TogetherAdapter({ api, title, upload: togetherUploader(api, client) });
  const upload = openAiUploader(api, { state: context.storage.state });
  const elsewhere = compatibleVariant(api, providerId === 'anyscale' ? ANYSCALE : undefined);
  const isVendors = () => hostOf(api.baseUrl) === OPENAI_HOST;
  const own = { isVendors, now: () => ai.host.now(), elsewhere };
  const variant = providerId === 'openai' ? openAiVariant(own) : elsewhere;
  return new OpenAiAdapter({ api, title, variant, upload });
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

export function rankOf({ provider }: ProviderEntry): number {
  const rank = FIRST.indexOf(provider.id);
  return rank < 0 ? FIRST.length : rank;
}
