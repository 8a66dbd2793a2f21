import type { ServerReload } from 'devmgr/plugin-api/contracts/servers';
import type { RunEvent } from '../run/server-run.js';
import type { ReloadEffect, ReloadInput, ReloadState, ReloadStep } from './reload-state.js';

const UNKNOWN_CHANGE = { file: '', since: 0 } as const;

type InputOf<T extends ReloadInput['type']> = Extract<ReloadInput, { type: T }>;

/**
 * The life of a run with reloads: which worker serves, which one comes next, and what is told of it.
 *
 * `handover`: changed -> importing (beside the one that serves) -> draining (of the old one) -> done; what cannot be imported is `broken`, and
 * the old one goes on. `restart`: changed -> draining -> importing -> done; what cannot be imported has crashed. Where nobody serves,
 * the run waits for the next change. A change during a reload begins it again.
 */
export function reloadMachine(state: ReloadState, input: ReloadInput): ReloadStep {
  if (state.isOver) return { state, effects: [] };
  switch (input.type) {
    case 'began':
      return beginAlone(state, []);
    case 'changed':
      return state.mode === 'off' ? { state, effects: [] } : changed(state, input);
    case 'phase':
      return phase(state, input);
    case 'listening':
      return input.worker === state.next ? listening(state, input.worker) : { state, effects: [] };
    case 'hand-over-failed':
      return input.worker === state.next ? withoutHandOver(state) : { state, effects: [] };
    case 'exited':
      return exited(state, input);
  }
}

/** Starts a worker beside which there is no other. */
function beginAlone(state: ReloadState, before: readonly ReloadEffect[]): ReloadStep {
  const worker = state.started + 1;
  return {
    state: { ...state, started: worker, next: worker, nextIsShown: true, leaving: undefined },
    effects: [
      ...before,
      { type: 'spawn', worker, takesFrom: undefined },
      { type: 'show', worker, hasTakenOver: false },
    ],
  };
}

function changed(state: ReloadState, { file, at }: InputOf<'changed'>): ReloadStep {
  const { serving, next, leaving } = state;
  if (leaving !== undefined)
    return state.reload ? told(state, { phase: 'draining', file, since: at }, []) : noStep(state);
  const reload: ServerReload = { phase: 'changed', file, since: at };
  if (next !== undefined) return replaceNext(state, next, reload);
  if (serving === undefined) return beginAlone(state, []);
  if (state.mode === 'restart') return leave({ ...state, serving: undefined }, serving, reload);
  return beginBeside(state, serving, told(state, reload, []));
}

/** Code that is not even imported yet is old already. */
function replaceNext(state: ReloadState, next: number, reload: ServerReload): ReloadStep {
  const kill: ReloadEffect = { type: 'kill', worker: next };
  if (state.serving !== undefined) return beginBeside(state, state.serving, told(state, reload, [kill]));
  // It has the port: another one can begin only when it is gone.
  const without = { ...state, next: undefined, leaving: next };
  return state.reload ? told(without, reload, [kill]) : { state: without, effects: [kill] };
}

function beginBeside(state: ReloadState, serving: number, before: ReloadStep): ReloadStep {
  const worker = state.started + 1;
  return {
    state: { ...before.state, started: worker, next: worker, nextIsShown: false },
    effects: [...before.effects, { type: 'spawn', worker, takesFrom: serving }],
  };
}

function leave(state: ReloadState, worker: number, reload: ServerReload): ReloadStep {
  const first = told(state, reload, []);
  const second = told({ ...first.state, leaving: worker }, { ...reload, phase: 'draining' }, []);
  const drain: ReloadEffect = { type: 'drain', worker, hasSuccessor: false };
  return { state: second.state, effects: [...first.effects, ...second.effects, drain] };
}

function withoutHandOver(state: ReloadState): ReloadStep {
  const { serving, next, reload } = state;
  if (next === undefined) return noStep(state);
  const kill: ReloadEffect = { type: 'kill', worker: next };
  // The one that had the sockets died before it gave them away: they are free.
  if (serving === undefined) return beginAlone(state, [kill]);
  const { file, since } = reload ?? UNKNOWN_CHANGE;
  const alone = { ...state, serving: undefined, next: undefined };
  const left = leave(alone, serving, { phase: 'changed', file, since });
  return { ...left, effects: [kill, ...left.effects] };
}

function phase(state: ReloadState, input: InputOf<'phase'>): ReloadStep {
  if (input.worker !== state.next) return noStep(state);
  if (state.reload) {
    const { file, since } = state.reload;
    return told(state, { phase: 'importing', file, since }, []);
  }
  return { state, effects: [tell({ type: 'phase', phase: input.phase })] };
}

function listening(state: ReloadState, worker: number): ReloadStep {
  const { serving: old, reload, nextIsShown } = state;
  const next: ReloadState = { ...state, serving: worker, next: undefined, nextIsShown: false };
  const effects: ReloadEffect[] = nextIsShown ? [] : [{ type: 'show', worker, hasTakenOver: true }];
  effects.push(tell({ type: 'listening' }));
  if (old === undefined) return told(next, undefined, effects);
  const { file, since } = reload ?? UNKNOWN_CHANGE;
  const step = told({ ...next, draining: [...state.draining, old] }, { phase: 'draining', file, since }, effects);
  return { ...step, effects: [...step.effects, { type: 'drain', worker: old, hasSuccessor: true }] };
}

function exited(state: ReloadState, input: InputOf<'exited'>): ReloadStep {
  const { worker } = input;
  if (worker === state.leaving) return beginAlone(state, []);
  if (worker === state.next) return nextEnded(state, input);
  if (worker === state.serving) return servingEnded(state, input);
  if (!state.draining.includes(worker)) return noStep(state);
  const draining = state.draining.filter((each) => each !== worker);
  const isDone = draining.length === 0 && state.reload?.phase === 'draining';
  return isDone ? told({ ...state, draining }, undefined, []) : noStep({ ...state, draining });
}

function nextEnded(state: ReloadState, { exit, fault }: InputOf<'exited'>): ReloadStep {
  const { serving, reload } = state;
  const without = { ...state, next: undefined, nextIsShown: false };
  if (serving === undefined) return ended(without, { type: 'exited', exit, fault, awaitsChange: true });
  const { file, since } = reload ?? UNKNOWN_CHANGE;
  const message = fault?.message ?? 'it ended before it listened';
  return told(without, { phase: 'broken', file, since, fault: fault ?? { kind: 'exit', message } }, []);
}

function servingEnded(state: ReloadState, { exit, fault }: InputOf<'exited'>): ReloadStep {
  const without = { ...state, serving: undefined };
  const { next } = state;
  // The one that is being started has the sockets and takes over; whether it got them, it will say.
  if (next !== undefined)
    return { state: { ...without, nextIsShown: true }, effects: [{ type: 'show', worker: next, hasTakenOver: false }] };
  return ended(without, { type: 'exited', exit, fault, awaitsChange: true });
}

/** Nobody serves, and nobody is going to: until the code changes, where that can help. */
function ended(state: ReloadState, event: Extract<RunEvent, { type: 'exited' }>): ReloadStep {
  const { exit, fault } = event;
  const isWell = exit.kind === 'exited' && exit.code === 0;
  const canHelp = !isWell && exit.kind !== 'not-started' && fault?.kind !== 'port';
  const awaitsChange = state.mode !== 'off' && canHelp;
  const step = told({ ...state, isOver: !awaitsChange }, undefined, []);
  return { ...step, effects: [...step.effects, tell({ ...event, awaitsChange })] };
}

function told(state: ReloadState, reload: ServerReload | undefined, before: readonly ReloadEffect[]): ReloadStep {
  if (isSame(state.reload, reload)) return { state, effects: before };
  return { state: { ...state, reload }, effects: [...before, tell({ type: 'reload', reload })] };
}

function isSame(one: ServerReload | undefined, other: ServerReload | undefined): boolean {
  if (!one || !other) return one === other;
  return one.phase !== 'broken' && one.phase === other.phase && one.file === other.file && one.since === other.since;
}

function noStep(state: ReloadState): ReloadStep {
  return { state, effects: [] };
}

function tell(event: RunEvent): ReloadEffect {
  return { type: 'tell', event };
}
