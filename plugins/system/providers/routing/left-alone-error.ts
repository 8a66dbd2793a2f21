import { AiError } from 'devmgr/plugin-api/contracts/ai';
import { shortDuration } from '../../servers/short-duration.js';
import type { RouteTarget } from './route-target.js';

/** Why a model is not asked though it comes first. `ms` is left until it may be. */
export function leftAloneError({ name, model, limit }: RouteTarget, ms: number): AiError {
  const known = limit();
  return new AiError({
    message: `${name} is left alone for another ${shortDuration(ms)}: ${known?.reason ?? 'it failed a moment ago'}`,
    hint: `devmgr providers ${model.providerId} --refresh looks at it again; then it may be asked at once.`,
    failure: {
      kind: known?.isQuota ? 'quota-exhausted' : 'rate-limited',
      providerId: model.providerId,
      modelId: model.modelId,
      retryAfterMs: ms,
    },
  });
}
