import { writeSync } from 'node:fs';
import { leaveAlternate, resetModes, restoreTitle } from './terminal-modes.js';

/** What the running screen has taken, so that it can be given back without it. */
export interface TakenTerminal {
  /** File descriptor of the output. */
  readonly fd: number;
  readonly inAlternate: boolean;
}

const patienceMs = 1000;

let taken: TakenTerminal | undefined;

/** Notes that a screen took the terminal, or gave it back (`undefined`). */
export function noteTaken(next: TakenTerminal | undefined): void {
  taken = next;
}

/**
 * Last resort of a crash: puts the terminal back without the screen's help, synchronously, and never throws. Gives up after
 * a second when the terminal takes nothing. Does nothing when no screen holds the terminal.
 */
export function restoreTerminalSync(): void {
  const held = taken;
  taken = undefined;
  if (!held) return;
  // Ends a sequence that was cut in the middle.
  const sequence = `\x1b\\${held.inAlternate ? leaveAlternate : ''}${resetModes}${restoreTitle}`;
  attempt(() => writePatiently(held.fd, Buffer.from(sequence)));
  attempt(() => setOutputBlocking(true));
  attempt(() => process.stdin.setRawMode(false));
}

/** The output does not block while the screen runs, so a slow terminal may have to be asked again. */
function writePatiently(fd: number, bytes: Buffer): void {
  const deadline = Date.now() + patienceMs;
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/**
 * Node writes to terminals synchronously: one that stops reading stops the event loop. Off while the screen runs,
 * on again before leaving, or the last words are lost.
 */
export function setOutputBlocking(on: boolean): void {
  const stdout = process.stdout as { _handle?: { setBlocking?(on: boolean): void } };
  stdout._handle?.setBlocking?.(on);
}

function attempt(action: () => unknown): void {
  try {
    action();
  } catch {
    // There is nobody left to tell; the next step may still work.
  }
}
