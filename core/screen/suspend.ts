import type { Widgets } from 'blessed';
import { noteTaken, restoreTerminalSync, setOutputBlocking } from './restore-terminal.js';

export interface SuspendHooks {
  /** After the terminal was taken back, before it is painted. */
  onBack(): void;
}

/** Gives the terminal back, stops the job as the kernel would on Ctrl-Z, and takes the terminal again on SIGCONT. */
export function suspendProcess(screen: Widgets.Screen, fd: number, hooks: SuspendHooks): void {
  const input = screen.program.input as unknown as { setRawMode(on: boolean): unknown; pause(): void; resume(): void };
  const output = screen.program.output as NodeJS.WritableStream & { _refreshSize?(): void };
  setOutputBlocking(true);
  screen.leave();
  screen.program.flush();
  noteTaken({ fd, inAlternate: false });
  restoreTerminalSync();
  input.setRawMode(false);
  input.pause();
  // A paused stdin leaves the event loop empty: Node would exit when the job continues.
  const keepAlive = setInterval(() => {}, 0x7fffffff);
  process.once('SIGCONT', () => {
    clearInterval(keepAlive);
    setOutputBlocking(false);
    // A stopped job gets no SIGWINCH.
    output._refreshSize?.();
    input.setRawMode(true);
    input.resume();
    noteTaken({ fd, inAlternate: true });
    hooks.onBack();
  });
  // The whole foreground group: npx or a shell may be the parent that has to stop as well.
  process.kill(0, 'SIGTSTP');
}
