import type { Widgets } from 'blessed';
import { noteTaken, restoreTerminalSync, setOutputBlocking } from './restore-terminal.js';

/** Gives the terminal back as the shell left it, and stops reading keys. The function that is returned takes it again. */
export function letGo(screen: Widgets.Screen, fd: number): () => void {
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
  return () => {
    clearInterval(keepAlive);
    setOutputBlocking(false);
    // A stopped job gets no SIGWINCH.
    output._refreshSize?.();
    input.setRawMode(true);
    input.resume();
    noteTaken({ fd, inAlternate: true });
  };
}
