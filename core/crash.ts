import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode } from 'devmgr/plugin-api';
import { restoreTerminalSync } from './screen/restore-terminal.js';

/** What has to happen before the process may go. */
export interface CrashGuard {
  /** Gives the terminal back, synchronously. Called first, whatever happened. */
  restoreTerminal: () => void;
  /** Asks the running program to end with this code; a second signal does not wait for it. */
  end: (code: number) => void;
  /** Folder for crash reports, once it is known. */
  reportDir: string | undefined;
  /** Masks secrets in a report. */
  redact: (text: string) => string;
  /** Why nothing more could be written to stdout, a full disk for example; not that its reader has left. */
  outputError: Error | undefined;
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1, SIGQUIT: 3 } as const;

/**
 * Installs the process-wide handlers: signals end the program politely (a second one at once) with 128 + number,
 * uncaught errors restore the terminal, write a report and exit 70. A dead stdout (EPIPE) ends quietly.
 */
export function installCrashGuard(): CrashGuard {
  const guard: CrashGuard = {
    restoreTerminal: () => undefined,
    end: (code) => process.exit(code),
    reportDir: undefined,
    redact: (text) => text,
    outputError: undefined,
  };
  let signalled = false;
  for (const [name, number] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      const code = name === 'SIGINT' ? ExitCode.interrupted : 128 + number;
      restore(guard);
      if (signalled) process.exit(code);
      signalled = true;
      guard.end(code);
    });
  }
  process.on('uncaughtException', (error) => crash(guard, error));
  process.on('unhandledRejection', (reason) => crash(guard, reason));
  // Nobody reads what goes wrong any more: the exit code still tells.
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return guard.end(ExitCode.ok);
    guard.outputError = error;
  });
  process.on('exit', () => restore(guard));
  return guard;
}

/** The polite way first; the last resort writes the reset codes whatever state the screen is in. */
function restore(guard: CrashGuard): void {
  try {
    guard.restoreTerminal();
  } finally {
    restoreTerminalSync();
  }
}

function crash(guard: CrashGuard, error: unknown): void {
  restore(guard);
  const text = guard.redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const file = writeReport(guard.reportDir, text);
  process.stderr.write(`devmgr crashed: ${text.split('\n')[0] ?? ''}\n`);
  process.stderr.write(file === undefined ? `${text}\n` : `  The report is in ${file}\n`);
  process.exit(ExitCode.bug);
}

function writeReport(dir: string | undefined, text: string): string | undefined {
  if (dir === undefined) return undefined;
  const at = new Date().toISOString();
  const file = join(dir, `crash-${at.replace(/[:.]/g, '-')}-${process.pid}.txt`);
  try {
    writeFileSync(file, `${at}\nnode ${process.version} ${process.platform}\n${text}\n`, { mode: 0o600 });
    return file;
  } catch {
    return undefined;
  }
}
