import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ProcessOptions } from 'devmgr/plugin-api';
import { channelFd } from './child-env.js';
import { cwdFailure, inputFailure, startFailure } from './start-failure.js';

export interface StartedChild {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Open when the options say `keepInput`. */
  readonly stdin: Writable | undefined;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly channel: Readable | undefined;
}

/** The reason comes a moment later: Node reports it as an event. */
export interface FailedStart {
  readonly pid: undefined;
  readonly error: Promise<Error>;
}

/** Starts a command in a session and process group of its own, without a shell. Never throws. */
export function spawnChild(options: ProcessOptions, env: Record<string, string>): StartedChild | FailedStart {
  const unusable = cwdFailure(options.cwd) ?? inputFailure(options);
  if (unusable) return { pid: undefined, error: Promise.resolve(unusable) };
  try {
    return started(options, startDetached(options, env));
  } catch (error) {
    return { pid: undefined, error: Promise.resolve(startFailure(options, error as Error)) };
  }
}

function startDetached(options: ProcessOptions, env: Record<string, string>): ChildProcess {
  const hasInput = options.input !== undefined || options.keepInput === true;
  const stdio: StdioOptions = [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'];
  if (options.sideChannel) stdio[channelFd] = 'pipe';
  return spawn(options.command, [...(options.args ?? [])], {
    cwd: options.cwd,
    env,
    stdio,
    detached: true,
    shell: false,
  });
}

function started(options: ProcessOptions, child: ChildProcess): StartedChild | FailedStart {
  const { pid, stdout, stderr } = child;
  if (pid === undefined || !stdout || !stderr) {
    const failed = once(child, 'error').then(([error]) => startFailure(options, error as Error));
    return { pid: undefined, error: failed };
  }
  const channel = (child.stdio[channelFd] ?? undefined) as Readable | undefined;
  for (const emitter of [child, child.stdin, stdout, stderr, channel]) {
    // A pipe that breaks (input that nobody reads) ends the stream and nothing else.
    emitter?.on('error', () => undefined);
  }
  if (!options.keepInput) child.stdin?.end(options.input);
  return { child, pid, stdin: child.stdin ?? undefined, stdout, stderr, channel };
}
