import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { fitItems } from './fit/fit-items.js';
import { TokenCounter } from './fit/token-counter.js';
import { gatherTarget } from './gather-job.js';
import type { GenerateJob } from './generate-job.js';
import type { GeneratorParts } from './generator-parts.js';
import { masking } from './masking.js';
import { maskedJob } from './masked-job.js';

/** See `Generator.gather`. Counted, with no end of room. */
export async function gatherItems(
  parts: GeneratorParts,
  job: GenerateJob,
  signal: AbortSignal,
): Promise<readonly SentContextItem[]> {
  const { target, context, isSecret } = await gatherTarget(parts, job, signal);
  const { text } = parts.context;
  const { items } = maskedJob({ job, target, context, isSecret }, masking(parts));
  const fitted = await fitItems(items, Number.POSITIVE_INFINITY, new TokenCounter(text));
  signal.throwIfAborted();
  return fitted.items;
}
