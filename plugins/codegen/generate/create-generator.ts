import type { Generator } from './generate-job.js';
import type { GeneratorParts } from './generator-parts.js';

/**
 * Makes what writes code: it gathers what the model is to see, asks it, and reads its answer as files. What it needs is loaded with
 * the first request.
 *
 * Aborting: once a model is found `generate` ends with a `generation-end` that holds what had come (`isStopped`); `plan` rejects with the
 * signal's reason. A provider that fails in the middle makes `generate` throw; `partialGeneration` gives what had come until then.
 */
export function createGenerator(parts: GeneratorParts): Generator {
  return {
    async plan(job, { signal }) {
      const { planRequest } = await import('./plan-request.js');
      return planRequest(parts, job, signal);
    },
    async gather(job, { signal }) {
      const { gatherItems } = await import('./gather-items.js');
      return gatherItems(parts, job, signal);
    },
    async *generate(job, { signal }) {
      const { streamGeneration } = await import('./stream-generation.js');
      yield* streamGeneration(parts, job, signal);
    },
  };
}
