import type { PluginContext } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';

export interface ServiceTexts {
  /** `provider/model`. */
  readonly selection: string;
  readonly texts: readonly string[];
}

export interface EmbedOptions {
  readonly signal: AbortSignal;
  /** Throws when nothing may be sent there; `undefined`: this machine. */
  requireHost(host: string | undefined): void;
}

/** Asks an embeddings endpoint of the `ai` service. What leaves the machine is without the secrets that devmgr knows. */
export async function embedByService(
  { services, text }: Pick<PluginContext, 'services' | 'text'>,
  { selection, texts }: ServiceTexts,
  { signal, requireHost }: EmbedOptions,
): Promise<readonly Float32Array[]> {
  const model = (await services.require(Ai)).embeddingModel(selection);
  requireHost(model.host);
  const sent = model.host === undefined ? texts : texts.map((each) => text.redact(each));
  return model.embed(sent, { signal });
}
