import type { GenerateRequest } from '../host-protocol.js';
import { keepNucleus } from './nucleus.js';
import type { ModelConfig, Tensor } from './transformers.js';

/** How the next token is chosen, in the words of `generate`. What the request leaves open is as the model's makers have it. */
export function sampling(
  { temperature, topP }: Pick<GenerateRequest, 'temperature' | 'topP'>,
  defaults: ModelConfig | null,
): Readonly<Record<string, unknown>> {
  const isAsked = temperature !== undefined || topP !== undefined;
  const isSampled = isAsked ? temperature !== 0 : defaults?.['do_sample'] === true;
  if (!isSampled) return { do_sample: false };
  const usual = defaults?.['top_p'];
  const nucleus = topP ?? (typeof usual === 'number' ? usual : 1);
  return {
    do_sample: true,
    ...(temperature === undefined ? {} : { temperature }),
    ...(nucleus < 1 ? { logits_processor: [nucleusProcessor(nucleus)] } : {}),
  };
}

function nucleusProcessor(topP: number): (ids: unknown, logits: Tensor) => Tensor {
  return (_ids, logits) => {
    keepNucleus(logits.data, topP);
    return logits;
  };
}
