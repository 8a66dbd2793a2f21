import type { Widgets } from 'blessed';
import { letGo } from './let-go.js';

export interface SuspendHooks {
  /** After the terminal was taken back, before it is painted. */
  onBack(): void;
}

/** Gives the terminal back, stops the job as the kernel would on Ctrl-Z, and takes the terminal again on SIGCONT. */
export function suspendProcess(screen: Widgets.Screen, fd: number, hooks: SuspendHooks): void {
  const takeBack = letGo(screen, fd);
  process.once('SIGCONT', () => {
    takeBack();
    hooks.onBack();
  });
  // The whole foreground group: npx or a shell may be the parent that has to stop as well.
  process.kill(0, 'SIGTSTP');
}
