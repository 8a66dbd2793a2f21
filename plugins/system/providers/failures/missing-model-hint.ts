import { nearestModels } from '../catalogue/nearest-models.js';
import { successorOf } from '../catalogue/successor-of.js';
import type { FailureContext } from './failure-context.js';

/** `gpt-4 was retired on 2026-10-23: use gpt-5.6-sol`, or the names that are near, or where the names are found. */
export function missingModelHint(context: FailureContext, modelId: string): string {
  const ended = successorOf(modelId);
  if (ended && isServed(context, ended.successor)) {
    return `${modelId} ${endText(ended.endedOn, context.now())}: use ${ended.successor}`;
  }
  const near = nearestModels(modelId, context.modelIds).filter((id) => id !== modelId);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  return listHint(context.modelIds);
}

/** Local servers and proxies give any name to anything: there only a successor that is listed is worth a word. */
function isServed({ definition, modelIds }: FailureContext, successor: string): boolean {
  return modelIds.includes(successor) || (definition.kind === 'cloud' && modelIds.length === 0);
}

function endText(endedOn: string | undefined, now: number): string {
  if (endedOn === undefined) return 'was retired';
  return Date.parse(endedOn) <= now ? `was retired on ${endedOn}` : `retires on ${endedOn}`;
}

function listHint([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'See which models there are: devmgr providers --refresh';
  const count = others.length + 1;
  return `It has ${count === 1 ? `1 model, ${first}` : `${count} models, ${first} for one`}: devmgr providers lists them`;
}
