import { DevmgrError } from 'devmgr/plugin-api';
import { AiError } from 'devmgr/plugin-api/contracts/ai';
import { parseSelection } from '../registry/selection.js';
import type { RouteTarget } from './route-target.js';

/**
 * Stands for an order that names only providers that do not exist, each misspelt or gone. Whoever asks hears it: the person
 * said where questions may go, and nobody else gets them. `cause`: why the first of them is unknown.
 */
export function unknownTarget(order: readonly string[], cause: unknown): RouteTarget {
  const [name = ''] = order;
  const { providerId, modelId } = parseSelection(name);
  const id = modelId ?? 'default';
  return {
    name,
    limit: () => undefined,
    isReadyNow: () => true,
    model: {
      specificationVersion: 1,
      providerId,
      modelId: id,
      kind: 'generative',
      host: undefined,
      info: { id, kind: 'language' },
      stream() {
        throw new AiError({
          message: `The setting system.ai-order names no AI provider that there is: ${order.join(', ').slice(0, 200)}`,
          hint: DevmgrError.isInstance(cause) ? cause.hint : undefined,
          failure: { kind: 'needs-setup', providerId, modelId },
          cause,
        });
      },
    },
  };
}
