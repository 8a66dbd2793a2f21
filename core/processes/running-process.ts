import { KeyLines } from '../log/key-lines.js';
import {
  Emitter,
  type ManagedProcess,
  type OutputLine,
  type ProcessExit,
  type ProcessOptions,
} from 'devmgr/plugin-api';
import { ChildInput } from './child-input.js';
import { LineReader } from './line-reader.js';
import { LineRing } from './line-ring.js';
import { outputEnd } from './output-end.js';
import { readMarkedPids, readProcessTable, type ProcessEntry } from './process-table.js';
import { membersOf } from './process-tree.js';
import type { StartedChild } from './spawn-child.js';
import { signalEach } from './signal-each.js';
import { stopTree } from './stop-tree.js';

/** What a process needs from its host. */
export interface ProcessHost {
  readonly id: string;
  /** In the environment of everything that the process starts. */
  readonly marker: string;
  now(): number;
  redact(text: string): string;
  onLine(source: string, text: string, stream: OutputLine['stream'], at: number): void;
  report(error: unknown): void;
}

const outputLineBytes = 16 * 1024;
const channelLineBytes = 16 * 1024 * 1024;
const defaultKeepLines = 5_000;
const defaultGraceMs = 5_000;

/** A child that has been started. */
export class RunningProcess implements ManagedProcess {
  readonly id: string;
  readonly title: string;
  readonly pid: number;
  readonly startedAt: number;
  readonly output: LineRing;
  readonly exit: Promise<ProcessExit>;
  /** Settles after `exit`, when what the process left in its group is gone too. Never rejects. */
  readonly released: Promise<void>;
  readonly #options: ProcessOptions;
  readonly #host: ProcessHost;
  readonly #received: Emitter<string>;
  readonly #keyLines = { stdout: new KeyLines(), stderr: new KeyLines() };
  readonly #input: ChildInput;
  #stopping: Promise<ProcessExit> | undefined;
  #running: StartedChild | undefined;
  #forced = false;
  #groupIsGone = false;

  constructor(options: ProcessOptions, started: StartedChild, host: ProcessHost) {
    this.id = host.id;
    this.title = options.title;
    this.pid = started.pid;
    this.startedAt = host.now();
    this.output = new LineRing(options.keepLines ?? defaultKeepLines, host.report);
    this.#options = options;
    this.#host = host;
    this.#received = new Emitter(host.report);
    this.#input = new ChildInput(started.stdin);
    this.#running = started;
    this.exit = this.#follow(started);
    this.released = this.exit.then(() => this.#release()).catch(host.report);
  }

  get onDidReceive(): ManagedProcess['onDidReceive'] {
    return this.#received.event;
  }

  stop(): Promise<ProcessExit> {
    this.#stopping ??= this.#stopMembers(true).then(() => this.exit);
    return this.#stopping;
  }

  signal(signal: string): boolean {
    return this.#running?.child.kill(signal as NodeJS.Signals) ?? false;
  }

  async signalAll(signal: string): Promise<boolean> {
    return signalEach(await this.#members(true), this.#groupIsGone ? undefined : this.pid, signal as NodeJS.Signals);
  }

  write(text: string): boolean {
    return this.#input.write(text);
  }

  endInput(): void {
    this.#input.end();
  }

  async dispose(): Promise<void> {
    await this.stop();
  }

  async #follow(started: StartedChild): Promise<ProcessExit> {
    const readers = this.#readers(started);
    started.child.once('exit', () => (this.#running = undefined));
    const raw = await outputEnd(started.child, () => readers.reduce((total, reader) => total + reader.chunks, 0));
    for (const reader of readers) reader.finish();
    if (raw.signal === null) return { kind: 'exited', code: raw.code ?? 0 };
    return { kind: 'signalled', signal: raw.signal, forced: this.#forced && raw.signal === 'SIGKILL' };
  }

  #readers({ stdout, stderr, channel }: StartedChild): readonly LineReader[] {
    const atReturn = this.#options.endLinesAtReturn;
    const readers = [
      new LineReader(stdout, outputLineBytes, (lines) => this.#append('stdout', lines), atReturn),
      new LineReader(stderr, outputLineBytes, (lines) => this.#append('stderr', lines), atReturn),
    ];
    const receive = (lines: string[]) => lines.forEach((line) => this.#received.fire(line));
    if (channel) readers.push(new LineReader(channel, channelLineBytes, receive));
    return readers;
  }

  #append(stream: OutputLine['stream'], received: readonly string[]): void {
    const lines = this.#wanted(received).map((line) => this.#host.redact(this.#keyLines[stream].next(line)));
    if (lines.length === 0) return;
    const at = this.#host.now();
    this.output.append(lines.map((text) => ({ stream, text, at })));
    const source = this.#options.logSource;
    if (source === undefined) return;
    try {
      for (const text of lines) this.#host.onLine(source, text, stream, at);
    } catch (error) {
      this.#host.report(error);
    }
  }

  #wanted(lines: readonly string[]): readonly string[] {
    const { ignoreLine } = this.#options;
    if (!ignoreLine) return lines;
    try {
      return lines.filter((line) => !ignoreLine(line));
    } catch (error) {
      this.#host.report(error);
      return lines;
    }
  }

  /** Like a service manager: when the process has ended by itself, the rest of its group is stopped. */
  async #release(): Promise<void> {
    await this.#stopping;
    if (groupExists(this.pid)) await this.#stopMembers(false);
    // From here on the system may give the number to somebody else's group.
    this.#groupIsGone = true;
  }

  async #stopMembers(withDaemons: boolean): Promise<void> {
    const survivors = await stopTree({
      root: this.#groupIsGone ? undefined : this.pid,
      graceMs: this.#options.forceKillAfterMs ?? defaultGraceMs,
      find: () => this.#members(withDaemons),
      onForce: () => (this.#forced = true),
    });
    if (survivors.length === 0) return;
    const pids = survivors.map((entry) => entry.pid).join(', ');
    this.#host.report(new Error(`${this.title}: these processes could not be stopped: ${pids}`));
  }

  async #members(withDaemons: boolean): Promise<readonly ProcessEntry[]> {
    const marked = withDaemons ? await readMarkedPids(this.#host.marker) : undefined;
    return membersOf(await readProcessTable(), this.#groupIsGone ? undefined : this.pid, marked);
  }
}

function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
