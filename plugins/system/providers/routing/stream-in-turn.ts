import type { AiError, AiRequest, AiStreamPart, AiTarget } from 'devmgr/plugin-api/contracts/ai';
import type { AskOptions } from '../http-provider/ask-options.js';
import { failureLine } from './failure-line.js';
import { noModelError } from '../http-provider/no-model-error.js';
import { inTurn } from './in-turn.js';
import { leftAloneError } from './left-alone-error.js';
import { mayFailOver } from './may-fail-over.js';
import { readyAt } from './ready-at.js';
import { asAiError, routeError, type FailedTarget } from './route-error.js';
import type { RouteTarget } from './route-target.js';
import type { RoutedModelOptions } from './routed-model.js';

/** With others to ask, one is asked only once more, and soon. */
const SHORT_PATIENCE = { retries: 1, maxDelayMs: 2_000 };

/**
 * Asks the targets in turn until one answers. Throws an `AiError` that tells of all of them when nobody does, and what the
 * last one throws when `signal` is aborted.
 */
export async function* streamInTurn(
  options: RoutedModelOptions,
  request: AiRequest,
  signal: AbortSignal,
): AsyncGenerator<AiStreamPart, void, undefined> {
  const { cooldowns, host } = options;
  const targets = options.targets();
  const asked: Asked[] = [];
  const failed: FailedTarget[] = [];
  const unready: Asked[] = [];
  const passOver = (target: RouteTarget) => {
    const error = unreadyError(target);
    if (!error) return;
    failed.push({ name: target.name, error });
    unready.push({ target, name: target.name, error });
  };
  const leftAlone: RouteTarget[] = [];
  const leaveAlone = (target: RouteTarget) => void leftAlone.push(target);
  for await (const target of inTurn(targets, cooldowns, () => host.now(), signal, { passOver, leaveAlone })) {
    // Where code was found, quotes of it are better than an error alone.
    if (target.isLastResort && failed.length > 0 && !request.sources?.length) break;
    const before = asked.at(-1);
    if (before && !mayFailOver(before.error.failure, before.target.model.info, target.model.info)) break;
    if (before) {
      host.log.warn(`${before.name} does not answer; asking ${target.name} instead`);
      yield failPart(before);
    }
    if (target.isLastResort) for (const other of unready) yield passedOverPart(options, other);
    for (const other of leftAlone.splice(0)) if (other !== target) yield leftAlonePart(options, other);
    const isLast = !hasOther(options, targets, [...asked.map((each) => each.target), target]);
    const patience = isLast ? undefined : SHORT_PATIENCE;
    const error = yield* ask(options, target, request, { signal, patience });
    if (!error) return;
    asked.push({ target, name: target.name, error });
    failed.push({ name: target.name, error });
  }
  throw routeError(failed);
}

interface Asked extends FailedTarget {
  readonly target: RouteTarget;
}

function failPart({ target, error }: Asked): AiStreamPart {
  return { type: 'attempt-fail', target: targetOf(target), error, retryInMs: undefined };
}

/** It was not asked: one has looked, and it is not ready. */
function passedOverPart({ host }: RoutedModelOptions, unready: Asked): AiStreamPart {
  host.log.warn(failureLine(unready.name, unready.error));
  return failPart(unready);
}

/** Nobody is to wonder why the first one did not answer. */
function leftAlonePart({ cooldowns, host }: RoutedModelOptions, target: RouteTarget): AiStreamPart {
  const error = leftAloneError(target, readyAt(target, cooldowns) - host.now());
  host.log.warn(error.message);
  return failPart({ target, name: target.name, error });
}

function unreadyError(target: RouteTarget): AiError | undefined {
  const provider = target.unready?.();
  return provider && noModelError(provider, provider.state.get());
}

/** Gives the error of a model that failed before its first token; throws that of one that failed after it. */
async function* ask(
  { cooldowns, host }: RoutedModelOptions,
  target: RouteTarget,
  request: AiRequest,
  options: AskOptions,
): AsyncGenerator<AiStreamPart, AiError | undefined, undefined> {
  let hasBegun = false;
  try {
    for await (const part of target.model.stream(request, options)) {
      hasBegun ||= part.type === 'text-delta' || part.type === 'reasoning-delta';
      if (part.type === 'stream-end' && part.reason !== 'aborted') cooldowns.answered(target.name);
      yield part;
    }
    return undefined;
  } catch (error) {
    options.signal.throwIfAborted();
    const failure = asAiError(error, target.model.providerId, target.model.modelId);
    host.log.warn(failureLine(target.name, failure));
    if (hasBegun) throw failure;
    if (isLasting(failure)) cooldowns.failed(target.name, failure.failure);
    return failure;
  }
}

/** Somebody else can be asked who would answer as well. */
function hasOther(
  { cooldowns, host }: RoutedModelOptions,
  targets: readonly RouteTarget[],
  asked: readonly RouteTarget[],
): boolean {
  return targets.some(
    (target) =>
      !asked.includes(target) &&
      target.model.kind === 'generative' &&
      target.isReadyNow() &&
      readyAt(target, cooldowns) <= host.now(),
  );
}

/** It was not the question's fault. */
function isLasting({ failure }: AiError): boolean {
  return failure.kind !== 'refused-request' && failure.kind !== 'context-too-long';
}

function targetOf({ model }: RouteTarget): AiTarget {
  return { providerId: model.providerId, modelId: model.modelId, host: model.host };
}
