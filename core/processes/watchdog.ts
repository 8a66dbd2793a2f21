import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchdogScript } from './watchdog-script.js';

/** A watchdog that somebody kills is replaced this often. */
const replacements = 3;

/**
 * Stops everything when devmgr dies without a chance to do so itself (SIGKILL, out of memory).
 *
 * It is a shell in a session of its own that reads the list of process groups from a pipe. Only devmgr holds the other
 * end (Node opens pipes close-on-exec), so the pipe ends exactly when devmgr does. Lines are written at once: a pipe
 * with room takes them within `write`, before any other code can run.
 */
export class Watchdog {
  readonly #marker: string;
  readonly #report: (error: unknown) => void;
  readonly #groups = new Set<number>();
  #child: ChildProcess | undefined;
  #starts = 0;
  #closing = false;

  /** @param marker text that the environment of everything started holds */
  constructor(marker: string, report: (error: unknown) => void) {
    this.#marker = marker;
    this.#report = report;
  }

  /** Call it before a process starts. Does nothing while a watchdog runs. */
  start(): void {
    if (this.#child || this.#closing || this.#starts > replacements) return;
    this.#starts++;
    try {
      this.#child = this.#spawnShell();
    } catch (error) {
      // Out of file descriptors: the next start tries again.
      this.#report(error);
    }
    for (const group of this.#groups) this.#write(`+ ${group}\n`);
  }

  /** Call it right after a group was started, in the same turn. */
  add(group: number): void {
    this.#groups.add(group);
    this.#write(`+ ${group}\n`);
  }

  /** Call it when the group has no member left: the system may then use the number again. */
  remove(group: number): void {
    if (this.#groups.delete(group)) this.#write(`- ${group}\n`);
  }

  /** Ends the watchdog without stopping anything. */
  async close(): Promise<void> {
    this.#closing = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.pid === undefined) return;
    const exited = once(child, 'exit');
    this.#write('.\n');
    const timer = new AbortController();
    const late = sleep(2_000, undefined, { signal: timer.signal }).then(() => child.kill('SIGKILL'));
    await Promise.race([exited, late.catch(() => exited)]);
    timer.abort();
  }

  #spawnShell(): ChildProcess {
    const child = spawn('/bin/sh', ['-c', watchdogScript, 'devmgr-watchdog', this.#marker], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      // Nothing but PATH: a marker in its environment would make it one of the processes that it stops.
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
    });
    child.on('error', (error) => {
      this.#report(error);
      if (child.pid === undefined && this.#child === child) this.#child = undefined;
    });
    child.on('exit', () => this.#replace(child));
    child.stdin.on('error', () => undefined);
    child.unref();
    (child.stdin as Socket).unref();
    return child;
  }

  #write(line: string): void {
    this.#child?.stdin?.write(line);
  }

  #replace(child: ChildProcess): void {
    if (this.#child === child) this.#child = undefined;
    if (this.#closing) return;
    this.#report(new Error('The watchdog ended unexpectedly'));
    if (this.#groups.size > 0) this.start();
  }
}
