import { isMissing } from '../../../providers/http-provider/provider-record.js';
import type { HttpProvider } from '../../../providers/http-provider/create-http-provider.js';
import type { AnswerCall } from '../../gateway-call.js';
import type { PlannedModel } from '../../routing/route-plan.js';
import { TryFailure } from '../failure/try-failure.js';
import type { TriedAnswer } from '../tried-answer.js';
import type { UpstreamWorld } from '../upstream-world.js';
import { askHttp } from './ask-http.js';

/**
 * `askHttp` for a client of the old completions. A provider that answers as if there were no such path is asked for a chat; when that is there, it
 * is asked so from then on.
 */
export async function askCompletions(
  world: UpstreamWorld,
  planned: PlannedModel,
  provider: HttpProvider,
  call: AnswerCall,
): Promise<TriedAnswer> {
  const place = (await provider.connection()).endpoint();
  const isChat = isMissing(place) || world.chatOnly.has(place.baseUrl);
  try {
    return await askHttp(world, planned, provider, call);
  } catch (error) {
    if (isChat || !mayLackPath(error)) throw error;
  }
  // It is noted first: by it the request is made.
  world.chatOnly.add(place.baseUrl);
  try {
    return await askHttp(world, planned, provider, call);
  } catch (error) {
    // The model may be unknown in both ways, which says nothing of the path.
    if (mayLackPath(error)) world.chatOnly.delete(place.baseUrl);
    throw error;
  }
}

function mayLackPath(error: unknown): boolean {
  return error instanceof TryFailure && (error.response?.status === 404 || error.response?.status === 405);
}
