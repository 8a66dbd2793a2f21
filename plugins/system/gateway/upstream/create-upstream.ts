import type { Upstream } from '../gateway-call.js';
import type { Translations } from '../translate/translation.js';
import { RestingModels } from '../routing/resting-models.js';
import { RunningCalls } from '../routing/running-calls.js';
import { answerCall } from './answer-call.js';
import { embeddingsCall } from './embeddings/embeddings-call.js';
import type { UpstreamOptions } from './upstream-options.js';
import type { UpstreamWorld } from './upstream-world.js';

/** What sends the calls of a gateway to providers: by routes and names of models, with failover, in each provider's format. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const world: UpstreamWorld = {
    ...options,
    translations: options.translations ?? ownTranslations,
    resting: new RestingModels(() => options.ai.host.now(), options.ai.limits),
    running: new RunningCalls(),
    chatOnly: new Set(),
  };
  return {
    answer: (call) => answerCall(world, call),
    embeddings: (call) => embeddingsCall(world, call),
    resting: () => world.resting.list(options.ai.registry.all.get().map(({ id }) => id)),
    countTokens: async (call) => (await import('./count-tokens.js')).countTokens(world, call),
  };
}

async function ownTranslations(): Promise<Translations> {
  const { translationBetween } = await import('../translate/translation-between.js');
  return translationBetween;
}
