import type { Disposable } from 'devmgr/plugin-api';
import type { AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { embeddingBatch } from './embedding-batch.js';
import { HttpEmbeddingModel } from './http-embedding-model.js';
import { HttpLanguageModel } from './http-language-model.js';
import type { HttpProviderOptions } from './http-provider-options.js';
import { ProviderCore } from './provider-core.js';
import type { ProviderConnection } from './provider-connection.js';
import { isMissing } from './provider-record.js';

/** A provider over HTTP, with what only devmgr itself asks of it. */
export interface HttpProvider extends AiProvider, Disposable {
  /** As the contract says; with `keepsLimits` a limit that is known stays, as it must when nobody asked for the look. */
  refresh(options: { readonly signal: AbortSignal; readonly keepsLimits?: boolean }): Promise<void>;
  /** Whether it has an address, and a key where it needs one. */
  isSetUp(): boolean;
  /** See `ProviderCore.isDefaultSure`. */
  isDefaultSure(): boolean;
  /** Settings, choices, environment or `.env` may have changed: takes note without a request. */
  reconsider(): void;
  /** For requests that are not devmgr's questions; loaded when somebody has some. */
  connection(): Promise<ProviderConnection>;
  /** Another one takes its place: changes no more, but answers that are under way come to their end. */
  retire(): void;
}

/** A provider made of a definition over a wire format. Nothing is sent before it is asked or refreshed. */
export function createHttpProvider(options: HttpProviderOptions): HttpProvider {
  const { definition, host, limits } = options;
  const core = new ProviderCore(options);
  let connection: Promise<ProviderConnection> | undefined;
  return {
    id: definition.id,
    title: definition.title,
    kind: definition.kind,
    state: core.state,
    async refresh({ signal, keepsLimits = false }) {
      if (!keepsLimits) limits.set(definition.id, undefined);
      try {
        await core.look(signal);
      } catch (error) {
        host.log.error(`${definition.id}: looking at it failed`, error);
      }
    },
    isSetUp: () => !isMissing(core.place().endpoint),
    isDefaultSure: () => core.isDefaultSure(),
    reconsider: () => core.reconsider(),
    connection: () =>
      (connection ??= import('./provider-connection.js').then((late) => new late.ProviderConnection(core))),
    retire: () => core.retire(),
    languageModel: (modelId) => new HttpLanguageModel(core, modelId),
    ...(embeddingBatch(definition) > 0
      ? { embeddingModel: (modelId: string) => new HttpEmbeddingModel(core, modelId) }
      : {}),
    dispose: () => core.dispose(),
  };
}
