/**
 * Leaves only the most likely tokens whose probabilities together reach `topP` (Holtzman et al. 2020), in place: the others become
 * -Infinity. transformers.js 4.3.1 accepts `top_p` and ignores it.
 */
export function keepNucleus(logits: Float32Array, topP: number): void {
  const sorted = Float32Array.from(logits).sort().reverse();
  const highest = sorted[0] ?? 0;
  const total = sorted.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
  let reached = 0;
  let threshold = highest;
  for (const logit of sorted) {
    if (reached >= topP * total) break;
    threshold = logit;
    reached += Math.exp(logit - highest);
  }
  for (const [index, logit] of logits.entries()) if (logit < threshold) logits[index] = -Infinity;
}
