import { writeSync } from 'node:fs';
import { leaveAlternate, resetModes, restoreTitle } from './terminal-modes.js';

/** What the running screen has taken, so that it can be given back without it. */
export interface TakenTerminal {
  /** File descriptor of the output. */
  readonly fd: number;
  readonly inAlternate: boolean;
}

let taken: TakenTerminal | undefined;

/** Notes that a screen took the terminal, or gave it back (`undefined`). */
export function noteTaken(next: TakenTerminal | undefined): void {
  taken = next;
}

/**
 * Last resort of a crash: puts the terminal back without the screen's help, synchronously, and never throws.
 * Does nothing when no screen holds the terminal.
 */
export function restoreTerminalSync(): void {
  const held = taken;
  taken = undefined;
  if (!held) return;
  attempt(() => setOutputBlocking(true));
  attempt(() => writeSync(held.fd, `${held.inAlternate ? leaveAlternate : ''}${resetModes}${restoreTitle}`));
  attempt(() => process.stdin.setRawMode?.(false));
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
