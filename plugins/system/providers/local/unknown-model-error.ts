import { AiError } from 'devmgr/plugin-api/contracts/ai';
import { nearestModels } from '../catalogue/nearest-models.js';
import type { ModelLibrary } from './models/model-library.js';

/** A model that is not on this machine: how to get it when devmgr knows it, or the names that are near. */
export function unknownModelError(asked: string, library: Pick<ModelLibrary, 'known' | 'models'>): AiError {
  return new AiError({
    message: `local/${asked}: there is no such model on this machine`,
    hint: hint(asked, library),
    failure: { kind: 'not-found', providerId: 'local', modelId: asked },
  });
}

function hint(asked: string, { known, models }: Pick<ModelLibrary, 'known' | 'models'>): string {
  const name = asked.toLowerCase();
  const pullable = known.find((each) => each.name === name || each.id.toLowerCase() === name);
  if (pullable) return `Fetch it: devmgr models pull ${pullable.name}`;
  const here = ['extractive', ...models.get().map(({ id }) => id)];
  const near = nearestModels(asked, [...here, ...known.map((each) => each.name)]);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}? devmgr models list shows what there is`;
  return 'devmgr models list shows what there is';
}
