import type { Disposable } from 'devmgr/plugin-api';
import type { RunSettings } from '../definition/settings-change.js';
import type { ServerDefinition } from '../definition/server-definition.js';
import type { Probe } from '../health/probe.js';
import type { ServerPlace } from '../server-place.js';
import type { RunWatch } from './run-watch.js';
import type { ServerOutput } from './server-output.js';
import type { ServerRun } from './server-run.js';

const CRASH_LINES = 40;

export interface LiveRunOptions extends RunSettings {
  readonly place: ServerPlace;
  readonly generation: number;
  readonly output: ServerOutput;
  /** Makes what looks at its health, by the settings as they are then. */
  readonly watched: (using: RunSettings) => { readonly probe: Probe; readonly watch: RunWatch };
}

/** A start of a server that is going on: its run, with what settings, and the watch on its health. */
export class LiveRun implements Disposable {
  readonly place: ServerPlace;
  readonly generation: number;
  readonly #output: ServerOutput;
  readonly #watched: LiveRunOptions['watched'];
  readonly #owned: Disposable[] = [];
  /** `undefined` while it is being started. */
  run: ServerRun | undefined;
  #using: RunSettings;
  #health: ReturnType<LiveRunOptions['watched']>;
  #process: 'none' | 'spawned' | 'listening' = 'none';
  #isOver = false;
  #files: Disposable | undefined;
  #firstLine: number;

  constructor({ place, generation, output, watched, ...using }: LiveRunOptions) {
    this.place = place;
    this.generation = generation;
    this.#output = output;
    this.#watched = watched;
    this.#using = using;
    this.#health = watched(using);
    this.#firstLine = output.endLine;
  }

  get definition(): ServerDefinition {
    return this.#using.definition;
  }

  /** What its present process, or the one that comes next, is made of. */
  get using(): RunSettings {
    return this.#using;
  }

  /** It is being stopped, or was. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** From now on it is run, and looked at, by these. */
  use(using: RunSettings): void {
    const before = this.#using;
    this.#using = using;
    if (this.#isOver || !concernsHealth(before, using)) return;
    this.#health.watch.dispose();
    this.#health = this.#watched(using);
    if (this.#process !== 'none') this.#health.watch.spawned();
    if (this.#process === 'listening') this.#health.watch.listening();
  }

  /** Released with it, and when it watches others instead. */
  watchFiles(watching: Disposable | undefined): void {
    void this.#files?.dispose();
    this.#files = watching;
  }

  /** Released with it. */
  own(item: Disposable): void {
    this.#owned.push(item);
  }

  isOwnAccessLine(text: string): boolean {
    return this.#health.probe.isOwnAccessLine(text);
  }

  spawned(): void {
    this.#process = 'spawned';
    this.#firstLine = this.#output.endLine;
    this.#health.watch.spawned();
  }

  listening(): void {
    this.#process = 'listening';
    this.#health.watch.listening();
  }

  /** Nothing of it runs until it is spawned again. */
  pause(): void {
    this.#process = 'none';
    this.#health.watch.pause();
  }

  /** The last lines of the present process, oldest first. */
  lastLines(): string[] {
    const first = Math.max(this.#firstLine, this.#output.endLine - CRASH_LINES);
    return this.#output.lines(first, CRASH_LINES).map(({ text }) => text);
  }

  /** Ends the watch at once: a look that is under way must not hold up the shutdown. */
  async stop(): Promise<void> {
    this.unwatch();
    await this.run?.stop();
  }

  unwatch(): void {
    this.#isOver = true;
    this.#health.watch.dispose();
    this.watchFiles(undefined);
  }

  async dispose(): Promise<void> {
    this.unwatch();
    for (const item of this.#owned.splice(0)) await item.dispose();
    await this.run?.dispose();
  }
}

/** A command that looks at the health gets the variables, too. */
function concernsHealth(before: RunSettings, after: RunSettings): boolean {
  const of = ({ definition: { health }, env }: RunSettings) =>
    JSON.stringify(health.probe.kind === 'command' ? [health, env] : [health]);
  return of(before) !== of(after);
}
