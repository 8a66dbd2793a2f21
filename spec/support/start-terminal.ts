import { openTerminal, type Terminal, type TerminalOptions } from '../../core/screen/terminal.js';
import { InProcessApp } from './in-process-app.js';
import type { TermAppOptions } from './term-app.js';

/**
 * Opens the real terminal on an emulator in this process. `build` makes the boxes; the first frame is painted after it. What
 * it returns runs before the terminal is given back.
 */
export async function startTerminal(
  build: (terminal: Terminal) => void | (() => void),
  options: TermAppOptions & Pick<TerminalOptions, 'theme' | 'ascii' | 'onStray'> = {},
): Promise<InProcessApp> {
  const { theme, ascii, onStray, ...app } = options;
  const env = { TERM: 'xterm-256color', ...options.env };
  return InProcessApp.start(async (tty) => {
    const terminal = await openTerminal({ ...tty, env, theme, ascii, ownsProcess: false, ...(onStray && { onStray }) });
    const end = build(terminal);
    terminal.paintNow();
    return () => {
      try {
        end?.();
      } finally {
        terminal.dispose();
      }
    };
  }, app);
}
