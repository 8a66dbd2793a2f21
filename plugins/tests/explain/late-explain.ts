import type { Explain, ExplainParts } from './create-explain.js';
import type { FailureCapsule } from './failure-capsule.js';

/** Explains without being read before it is used. */
export interface LateExplain extends Explain {
  /** The capsule as text, as `capsuleText` writes it. */
  text(capsule: FailureCapsule): Promise<string>;
}

export function lateExplain(parts: ExplainParts): LateExplain {
  return {
    async capsule(id, options) {
      const { createExplain } = await import('./create-explain.js');
      return createExplain(parts).capsule(id, options);
    },
    async text(capsule) {
      const { capsuleText } = await import('./capsule-text.js');
      return capsuleText(capsule);
    },
  };
}
