import { join } from 'node:path';
import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { AiLanguageModel, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiPreferences } from '../ai-preferences.js';
import { LazyModelRuntime } from './lazy-model-runtime.js';
import { LocalCore } from './local-core.js';
import { LocalEmbeddingModel } from './local-embedding-model.js';
import { LocalLanguageModel } from './local-language-model.js';
import type { ModelLibrary } from './models/model-library.js';

type Context = Pick<PluginContext, 'processes' | 'clock' | 'config' | 'env' | 'log' | 'pluginDir' | 'storage' | 'text'>;

export interface LocalProviderOptions {
  readonly context: Context;
  readonly library: ModelLibrary;
  /** `extractiveModel`: what answers when there is nothing else. */
  readonly extractive: AiLanguageModel;
  readonly preferences: Pick<AiPreferences, 'choices'>;
  /** Default: the one that is built beside the plugin. */
  readonly hostFile?: string | undefined;
}

/** The provider `local`: `extractive` and the models of the library. Nothing is read or started before it is asked or refreshed. */
export function createLocalProvider(options: LocalProviderOptions): AiProvider & Disposable {
  const { context, library, extractive, preferences } = options;
  const { processes, clock, config, env, log, pluginDir, storage, text } = context;
  const findLibrary = async () => {
    const { findTransformers } = await import('./runtime/find-transformers.js');
    return findTransformers({ pluginDir, globalDir: storage.globalDir });
  };
  const runtime = new LazyModelRuntime({
    processes,
    clock,
    env,
    log,
    findLibrary,
    clean: (dirty) => text.redact(text.clean(dirty)),
    hostFile: options.hostFile ?? join(pluginDir, 'providers/local/runtime/model-host.process.js'),
    idleMs: () => config.number('local-idle-timeout') * 1000,
  });
  const core = new LocalCore({ library, runtime, extractive, preferences, findLibrary, now: () => clock.now() });
  return {
    id: 'local',
    title: 'This machine',
    kind: 'in-process',
    state: core.state,
    refresh: () => core.look().catch((error: unknown) => log.error('Looking for models failed', error)),
    languageModel: (modelId) => (modelId === extractive.modelId ? extractive : new LocalLanguageModel(core, modelId)),
    embeddingModel: (modelId) => new LocalEmbeddingModel(core, modelId),
    async dispose() {
      core.dispose();
      await runtime.dispose();
    },
  };
}
