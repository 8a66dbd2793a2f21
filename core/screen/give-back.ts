import { noteTaken, restoreTerminalSync } from './restore-terminal.js';

/** What is needed of `process.stdout`. */
interface Output {
  readonly fd?: number;
  readonly writableLength?: number;
  write(text: string, done: () => void): unknown;
}

/**
 * Ends what the screen began, after it wrote its last words. When the terminal has not taken them yet, the rest waits for
 * it, but not longer than the process lives: one that stopped reading must not keep the program from ending.
 */
export function giveBack(output: Output): void {
  const fd = output.fd ?? 1;
  if ((output.writableLength ?? 0) === 0) {
    noteTaken({ fd, inAlternate: false });
    restoreTerminalSync();
    return;
  }
  process.once('exit', restoreTerminalSync);
  output.write('', () => {
    process.removeListener('exit', restoreTerminalSync);
    noteTaken({ fd, inAlternate: false });
    restoreTerminalSync();
  });
}
