import type { KnownModel } from './known-model.js';
import { knownModels } from './known-models.js';

/** By short name or id, in any case. */
export function findKnownModel(name: string): KnownModel | undefined {
  const asked = name.toLowerCase();
  return knownModels.find((known) => known.name === asked || known.id.toLowerCase() === asked);
}
