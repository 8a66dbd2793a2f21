import type { ManagedProcess, ProcessExit, Processes } from 'devmgr/plugin-api';
import { deadline } from './deadline.js';
import type { Probe } from './probe.js';
import type { ProbeOutcome } from './probe-outcome.js';

export interface CommandProbeOptions {
  /** An executable and its arguments. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly processes: Pick<Processes, 'spawn'>;
}

const KEPT_LINES = 20;
const SHOWN_CHARACTERS = 200;
/** It had its time already. */
const FORCE_AFTER_MS = 500;

/** A server is well when a command ends with code 0. It is stopped when its time is up. */
export function createCommandProbe(options: CommandProbeOptions): Probe {
  const { timeoutMs } = options;
  const name = options.command[0]?.split('/').at(-1) ?? '';
  return {
    timeoutMs,
    async look(signal): Promise<ProbeOutcome> {
      const limit = deadline(signal, timeoutMs);
      const started = performance.now();
      const child = spawn(options, name);
      let said: string | undefined;
      const stop = () => {
        // Read before: a shell says `Killed` of what it has started.
        said = lastLine(child);
        void child.stop();
      };
      limit.signal.addEventListener('abort', stop, { once: true });
      if (limit.signal.aborted) stop();
      const exit = await child.exit;
      limit.clear();
      if (limit.isOver) return bad(`${name} was not done within ${timeoutMs} ms`, said);
      if (exit.kind === 'exited' && exit.code === 0) {
        return { kind: 'good', latencyMs: performance.now() - started, path: options.command.join(' ') };
      }
      return bad(`${name} ${endOf(exit)}`, lastLine(child));
    },
    isOwnAccessLine: () => false,
    dispose: () => undefined,
  };
}

function spawn({ command, cwd, env, processes }: CommandProbeOptions, name: string): ManagedProcess {
  const [executable = '', ...args] = command;
  const limits = { keepLines: KEPT_LINES, forceKillAfterMs: FORCE_AFTER_MS };
  return processes.spawn({ title: `health: ${name}`, command: executable, args, cwd, env, ...limits });
}

function endOf(exit: ProcessExit): string {
  if (exit.kind === 'exited') return `ended with code ${exit.code}`;
  return exit.kind === 'signalled' ? `was ended by ${exit.signal}` : `could not be started: ${exit.error.message}`;
}

function bad(reason: string, said: string | undefined): ProbeOutcome {
  return { kind: 'bad', answered: false, reason: said === undefined ? reason : `${reason}: ${said}` };
}

/** The last line that a command has written: mostly it says why. */
function lastLine({ output }: ManagedProcess): string | undefined {
  const lines = output.lines(output.firstLine, output.endLine - output.firstLine).map(({ text }) => text.trim());
  return lines.findLast((text) => text !== '')?.slice(0, SHOWN_CHARACTERS);
}
