import { spawn } from 'node:child_process';
import { spawnIdVariable } from './child-env.js';

/** How a program ended that had the terminal, or why it did not begin. */
export type ForegroundExit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly reason: string };

interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A program with a window of its own that fails at once has ended by then. */
const WINDOW_MS = 2_000;

/**
 * Runs a program that gets the terminal, and waits for it: its streams are devmgr's own, and it is in devmgr's process group, so that the terminal
 * lets it read. Ctrl-C and Ctrl-\ reach both: devmgr ignores them meanwhile. It is ended when devmgr is. Never rejects.
 */
export function runInTerminal({ command, args }: Command, env: Environment): Promise<ForegroundExit> {
  return withoutInterrupts(
    () =>
      new Promise((resolve) => {
        const child = spawn(command, [...args], { stdio: 'inherit', env: editorEnv(env) });
        const stop = () => void child.kill('SIGTERM');
        process.once('exit', stop);
        const end = (exit: ForegroundExit) => {
          process.removeListener('exit', stop);
          resolve(exit);
        };
        child.once('error', (error) => end({ kind: 'not-started', reason: reasonOf(error) }));
        child.once('exit', (code, signal) => end(exitOf(code, signal)));
      }),
  );
}

/** Starts a program that opens a window: it outlives devmgr. Resolves when it has ended, or goes on for two seconds. Never rejects. */
export function openWindow({ command, args }: Command, env: Environment): Promise<ForegroundExit> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { stdio: 'ignore', detached: true, env: editorEnv(env) });
    child.unref();
    const timer = setTimeout(() => resolve({ kind: 'exited', code: 0 }), WINDOW_MS);
    const end = (exit: ForegroundExit) => {
      clearTimeout(timer);
      resolve(exit);
    };
    child.once('error', (error) => end({ kind: 'not-started', reason: reasonOf(error) }));
    child.once('exit', (code, signal) => end(exitOf(code, signal)));
  });
}

/** Signals that the keys of the terminal send: whoever has it gets them. */
async function withoutInterrupts<T>(work: () => Promise<T>): Promise<T> {
  const held = (['SIGINT', 'SIGQUIT'] as const).map((name) => [name, process.listeners(name)] as const);
  const ignore = () => undefined;
  for (const [name] of held) process.removeAllListeners(name).on(name, ignore);
  try {
    return await work();
  } finally {
    for (const [name, listeners] of held) {
      process.removeListener(name, ignore);
      for (const listener of listeners) process.on(name, listener);
    }
  }
}

/** Without the mark by which children of a devmgr around this one are found and ended. */
function editorEnv(env: Environment): NodeJS.ProcessEnv {
  return { ...env, [spawnIdVariable]: undefined, DEVMGR_CHANNEL_FD: undefined };
}

function exitOf(code: number | null, signal: string | null): ForegroundExit {
  return code === null ? { kind: 'signalled', signal: signal ?? 'a signal' } : { kind: 'exited', code };
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'it was not found';
  return error.code === 'EACCES' ? 'it is not executable' : error.message;
}
