import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';
import { reloadMachine } from '../../../../../plugins/system/servers/reload/reload-machine.js';
import {
  initialReloadState,
  type ReloadEffect,
  type ReloadInput,
  type ReloadState,
} from '../../../../../plugins/system/servers/reload/reload-state.js';

type Mode = ReloadState['mode'];

const FAULT: ServerFault = { kind: 'import', message: 'SyntaxError: no' };
const exited = (worker: number, fault: ServerFault | undefined = FAULT): ReloadInput => ({
  ...{ type: 'exited', worker, fault, exit: { kind: 'exited', code: 1 } },
});
const changed = (file: string, at = 1): ReloadInput => ({ type: 'changed', file, at });
const listening = (worker: number): ReloadInput => ({ type: 'listening', worker });
const notTaken = (worker: number): ReloadInput => ({ type: 'hand-over-failed', worker });
const importing = (worker: number): ReloadInput => ({ type: 'phase', worker, phase: 'importing' });

/** What is done and told, in short. */
function play(mode: Mode, ...inputs: readonly ReloadInput[]): string[] {
  let state = initialReloadState(mode);
  const seen: string[] = [];
  for (const input of [{ type: 'began' } as const, ...inputs]) {
    const step = reloadMachine(state, input);
    state = step.state;
    seen.push(...step.effects.map(short));
  }
  return seen;
}

function short(effect: ReloadEffect): string {
  if (effect.type === 'spawn') return `spawn ${effect.worker}${effect.takesFrom ? ` from ${effect.takesFrom}` : ''}`;
  if (effect.type !== 'tell') return `${effect.type} ${effect.worker}`;
  const { event } = effect;
  if (event.type === 'reload') return `${event.reload?.phase ?? 'done'} ${event.reload?.file ?? ''}`.trim();
  if (event.type === 'exited') return event.awaitsChange ? 'waits' : 'ended';
  return event.type;
}

describe('handover', () => {
  it('starts the new one beside the old one, which goes when the new one listens', () => {
    const told = play('handover', listening(1), changed('a.py'), importing(2), listening(2), exited(1, undefined));
    expect(told).toEqual([
      ...['spawn 1', 'show 1', 'listening', 'changed a.py', 'spawn 2 from 1', 'importing a.py'],
      ...['show 2', 'listening', 'draining a.py', 'drain 1', 'done'],
    ]);
  });

  it('keeps the old one when the new one is broken', () => {
    const told = play('handover', listening(1), changed('a.py'), exited(2), changed('b.py'), listening(3));
    expect(told.slice(3)).toEqual([
      ...['changed a.py', 'spawn 2 from 1', 'broken a.py', 'changed b.py', 'spawn 3 from 1'],
      ...['show 3', 'listening', 'draining b.py', 'drain 1'],
    ]);
  });

  it('drops the new one when the code changes again', () => {
    const told = play('handover', listening(1), changed('a.py'), changed('b.py', 2), exited(2), listening(3));
    expect(told.slice(3, 8)).toEqual(['changed a.py', 'spawn 2 from 1', 'kill 2', 'changed b.py', 'spawn 3 from 1']);
  });

  it('waits with the next one for the port when nobody serves', () => {
    expect(play('handover', changed('a.py'), changed('b.py'), exited(1))).toEqual([
      ...['spawn 1', 'show 1', 'kill 1', 'spawn 2', 'show 2'],
    ]);
  });

  it('lets the new one take over when the old one dies meanwhile', () => {
    const told = play('handover', listening(1), changed('a.py'), exited(1), listening(2));
    expect(told.slice(3)).toEqual(['changed a.py', 'spawn 2 from 1', 'show 2', 'listening', 'done']);
  });

  it('waits for a change when both are gone', () => {
    const told = play('handover', listening(1), changed('a.py'), exited(1), exited(2), changed('b.py'));
    expect(told.slice(5)).toEqual(['show 2', 'done', 'waits', 'spawn 3', 'show 3']);
  });
});

describe('a hand-over that comes to nothing', () => {
  it('begins alone when the old one died before it gave its sockets away', () => {
    const told = play('handover', listening(1), changed('a.py'), exited(1), notTaken(2), importing(3), listening(3));
    expect(told.slice(3)).toEqual([
      ...['changed a.py', 'spawn 2 from 1', 'show 2', 'kill 2', 'spawn 3', 'show 3', 'importing a.py'],
      ...['listening', 'done'],
    ]);
  });

  it('ends the old one first when that cannot give them', () => {
    const told = play('handover', listening(1), changed('a.py'), notTaken(2), exited(2), exited(1), listening(3));
    expect(told.slice(5)).toEqual(['kill 2', 'draining a.py', 'drain 1', 'spawn 3', 'show 3', 'listening', 'done']);
  });
});

describe('restart', () => {
  it('ends the old one first', () => {
    const told = play('restart', listening(1), changed('a.py'), exited(1), importing(2), listening(2));
    expect(told.slice(3)).toEqual([
      ...['changed a.py', 'draining a.py', 'drain 1', 'spawn 2', 'show 2', 'importing a.py', 'listening', 'done'],
    ]);
  });

  it('has nobody that serves when the new one is broken', () => {
    const told = play('restart', listening(1), changed('a.py'), exited(1), importing(2), exited(2), changed('b.py'));
    expect(told.slice(9)).toEqual(['done', 'waits', 'spawn 3', 'show 3']);
  });
});

it('ends where no change can help', () => {
  expect(play('off', listening(1), exited(1), changed('a.py'))).toEqual(['spawn 1', 'show 1', 'listening', 'ended']);
  expect(play('handover', exited(1, { kind: 'port', message: 'taken' }))).toEqual(['spawn 1', 'show 1', 'ended']);
});

/** The world around the machine: a worker that takes sockets is spawned only when they are offered, and may be ended before. */
class World {
  state = reloadMachine(initialReloadState('off'), { type: 'began' }).state;
  readonly alive = new Set<number>();
  /** Spawned as soon as the other one has offered its sockets. */
  readonly pending = new Map<number, number>();
  readonly doomed = new Set<number>();
  isWaiting = false;

  constructor(mode: Mode) {
    this.state = initialReloadState(mode);
    this.put({ type: 'began' });
  }

  put(input: ReloadInput): void {
    if (input.type === 'exited') {
      this.alive.delete(input.worker);
      this.doomed.delete(input.worker);
    }
    if (input.type === 'hand-over-failed') this.pending.delete(input.worker);
    const step = reloadMachine(this.state, input);
    this.state = step.state;
    const ends: number[] = [];
    for (const effect of step.effects) {
      if (effect.type === 'spawn') {
        expect(this.isWaiting && effect.takesFrom !== undefined).toBe(false);
        if (effect.takesFrom === undefined) this.alive.add(effect.worker);
        else {
          expect(this.alive.has(effect.takesFrom)).toBe(true);
          this.pending.set(effect.worker, effect.takesFrom);
        }
        this.isWaiting = false;
      }
      if (effect.type === 'drain') {
        expect(this.alive.has(effect.worker)).toBe(true);
        this.doomed.add(effect.worker);
      }
      if (effect.type === 'kill') {
        if (this.alive.has(effect.worker)) this.doomed.add(effect.worker);
        else if (this.pending.delete(effect.worker)) ends.push(effect.worker);
      }
      if (effect.type === 'tell' && effect.event.type === 'exited') this.isWaiting = true;
    }
    // One that never was there has ended as well.
    for (const worker of ends) this.put(exited(worker, undefined));
  }

  /** The other one has offered its sockets. */
  offered(worker: number): void {
    if (this.pending.delete(worker)) this.alive.add(worker);
  }

  /** Whatever was begun comes to its end. */
  settle(): void {
    for (let turns = 0; turns < 50; turns += 1) {
      const failing = [...this.pending].find(([, from]) => !this.alive.has(from))?.[0];
      const ending = [...this.doomed][0];
      if (failing !== undefined) this.put(notTaken(failing));
      else if (ending !== undefined) this.put(exited(ending, undefined));
      else return;
    }
    throw new Error('it never comes to rest');
  }
}

/** `pick`: which of the workers that are there or are to come. */
type Happening = {
  readonly kind: 'changed' | 'importing' | 'listening' | 'exited' | 'notTaken';
  readonly pick: number;
};

const someMode = fc.constantFrom<Mode>('off', 'handover', 'restart');
const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom<Happening['kind']>('changed', 'importing', 'listening', 'exited', 'notTaken'),
  pick: fc.nat({ max: 3 }),
});

function happen(world: World, { kind, pick }: Happening): void {
  const alive = [...world.alive];
  const pending = [...world.pending.keys()];
  const worker = alive[pick % alive.length];
  if (kind === 'changed') return world.put(changed(`${pick}.py`, pick));
  if (kind === 'notTaken' && pending.length > 0) return world.put(notTaken(pending[pick % pending.length] ?? 0));
  if (kind === 'importing' && pending.length > 0) return world.offered(pending[pick % pending.length] ?? 0);
  if (worker === undefined) return;
  // A worker that has ended, or is not there yet, tells nothing.
  const inputs = { importing, listening, notTaken, exited };
  world.put(inputs[kind](worker));
}

it('always has a worker that lives or comes, unless it has told its end; never more than two that matter', () => {
  fc.assert(
    fc.property(someMode, fc.array(happening, { minLength: 4, maxLength: 30 }), (mode, happenings) => {
      const world = new World(mode);
      for (const each of happenings) {
        happen(world, each);
        const { serving, next, leaving } = world.state;
        const roles = [serving, next, leaving].filter((each) => each !== undefined);
        expect(roles.length).toBeLessThanOrEqual(2);
        expect(roles.length === 0).toBe(world.isWaiting);
        for (const worker of [serving, leaving]) if (worker !== undefined) expect(world.alive.has(worker)).toBe(true);
        expect(next === undefined || world.alive.has(next) || world.pending.has(next)).toBe(true);
      }
      world.settle();
      const { serving, next, leaving } = world.state;
      const living = [serving, next, leaving].filter((each) => each !== undefined && world.alive.has(each));
      const comes = next !== undefined && world.alive.has(world.pending.get(next) ?? 0);
      expect(living.length > 0 || comes || world.isWaiting).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
