import { GatewayError } from '../gateway-error.js';
import type { CallTrace } from '../record/call-trace.js';
import { mayFailOver } from '../../providers/routing/may-fail-over.js';
import { TryFailure } from '../upstream/failure/try-failure.js';
import type { UpstreamWorld } from '../upstream/upstream-world.js';
import { allFailed, type FailedTry } from './all-failed.js';
import { modelInfoOf } from './model-info-of.js';
import type { PlannedModel, RoutePlan } from './route-plan.js';

/** Whoever has others to ask does not wait for one; alone a short time, for the client asks again itself. */
const LONGEST_RETRY_MS = 5_000;

export interface TurnCall {
  readonly signal: AbortSignal;
  readonly trace: CallTrace;
}

/** Who answered, and with what. */
export interface Turn<T> {
  readonly value: T;
  readonly model: PlannedModel;
  /** Requests that went out, this one included. */
  readonly tries: number;
  /** `performance.now()` when this one began. */
  readonly startedAt: number;
}

/**
 * Asks the models of a plan in turn until `attempt` gives something. Those that failed lately come last. Rejects with a
 * `GatewayError` that tells of all of them, and with the signal's reason.
 */
export async function askInTurn<T>(
  world: UpstreamWorld,
  plan: RoutePlan,
  call: TurnCall,
  attempt: (model: PlannedModel) => Promise<T>,
): Promise<Turn<T>> {
  const failed: FailedTry[] = [];
  const most = plan.maxTries ?? Number.POSITIVE_INFINITY;
  const { models, waiting } = inOrder(world, plan.models);
  for (const model of waiting) tellLeftAlone(world, call.trace, model);
  let tries = 0;
  for (const [at, model] of models.entries()) {
    const before = failed.at(-1);
    if (tries >= most || (before && !isWorthAsking(before, model))) break;
    if (before) world.ai.host.log.warn(`${before.model.name} does not answer; asking ${model.name} instead`);
    for (let attemptNumber = 1; ; attemptNumber += 1) {
      tries += 1;
      const startedAt = performance.now();
      call.trace.asking(model.name);
      try {
        const value = await attempt(model);
        world.resting.answered(model);
        return { value, model, tries, startedAt };
      } catch (error) {
        const failure = noted(world, call, { model, error, startedAt });
        const isAlone = at === models.length - 1 && failed.length === 0;
        const wait = tries < most && isAlone ? retryIn(failure, attemptNumber) : undefined;
        if (wait === undefined) {
          giveUp(world, model, failure);
          failed.push({ model, failure });
          break;
        }
        await world.ai.host.wait(wait, call.signal);
      }
    }
  }
  throw allFailed(failed, tries);
}

/** Those that may be asked now, then the others by the time when they may be. */
function inOrder(
  world: UpstreamWorld,
  models: readonly PlannedModel[],
): { readonly models: readonly PlannedModel[]; readonly waiting: readonly PlannedModel[] } {
  const now = world.ai.host.now();
  const waiting = models.length === 1 ? [] : models.filter((model) => world.resting.readyAt(model) > now);
  if (waiting.length === 0) return { models, waiting };
  const soonest = [...waiting].sort((a, b) => world.resting.readyAt(a) - world.resting.readyAt(b));
  return { models: [...models.filter((model) => !waiting.includes(model)), ...soonest], waiting };
}

/** Nobody is to wonder why the first one of a route was not asked. */
function tellLeftAlone(world: UpstreamWorld, trace: CallTrace, model: PlannedModel): void {
  const seconds = Math.ceil((world.resting.readyAt(model) - world.ai.host.now()) / 1000);
  const why = world.resting.reasonOf(model);
  const reason = `it failed lately${why === undefined ? '' : ` (${why})`} and is left alone for ${seconds} s more`;
  trace.tried({ target: model.name, outcome: 'passed-over', reason, durationMs: 0 });
}

/** Another one may do better: what is wrong with the request is wrong everywhere. */
function isWorthAsking({ model, failure }: FailedTry, next: PlannedModel): boolean {
  if (failure instanceof GatewayError) return true;
  return mayFailOver(failure.error.failure, modelInfoOf(model), modelInfoOf(next));
}

function retryIn(failure: FailedTry['failure'], attempt: number): number | undefined {
  const wait = failure instanceof TryFailure ? failure.retryIn(attempt) : undefined;
  return wait !== undefined && wait <= LONGEST_RETRY_MS ? wait : undefined;
}

/** Rejects with what is no failure of a provider, and when the client has gone. */
function noted(
  { ai }: UpstreamWorld,
  { signal, trace }: TurnCall,
  { model, error, startedAt }: { readonly model: PlannedModel; readonly error: unknown; readonly startedAt: number },
): FailedTry['failure'] {
  const durationMs = performance.now() - startedAt;
  if (signal.aborted) {
    trace.tried({ target: model.name, outcome: 'aborted', durationMs });
    throw signal.reason;
  }
  if (!(error instanceof TryFailure) && !(error instanceof GatewayError)) throw error;
  const status = error instanceof TryFailure ? error.error.failure.status : error.status;
  trace.tried({ target: model.name, outcome: 'failed', reason: error.message, status, durationMs });
  ai.host.log.warn(`${model.name}: ${error.message}`);
  return error;
}

function giveUp({ resting }: UpstreamWorld, model: PlannedModel, failure: FailedTry['failure']): void {
  if (failure instanceof GatewayError) return;
  const { kind } = failure.error.failure;
  // It was the request's fault.
  if (kind === 'refused-request' || kind === 'context-too-long') failure.remember();
  else resting.failed(model, failure);
}
