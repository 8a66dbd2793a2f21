import { DevmgrError, ExitCode, type Clock, type Logger, type Processes } from 'devmgr/plugin-api';
import { interpreterCandidates, isPoetryProject, isUvProject } from './interpreter-candidates.js';
import { probeInterpreter, type InterpreterFacts } from './probe-interpreter.js';

/** A Python that can import uvicorn. */
export interface Interpreter extends InterpreterFacts {
  readonly uvicorn: string;
  readonly origin: string;
}

export interface InterpreterFinderOptions {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly env: Readonly<Record<string, string>>;
  readonly root: string;
  /** A folder without Python files, so that none of the project's shadows what is imported. */
  readonly emptyFolder: string;
}

/** Finds the Python of a project. What can import uvicorn is remembered; what cannot is asked again next time. */
export class InterpreterFinder {
  readonly #options: InterpreterFinderOptions;
  readonly #known = new Map<string, InterpreterFacts>();

  constructor(options: InterpreterFinderOptions) {
    this.#options = options;
  }

  /** The first that can import uvicorn. Rejects with `PLUGIN_SYSTEM_NO_UVICORN`, whose hint installs it. */
  async find(setting: string, appFolder: string): Promise<Interpreter> {
    const without: (InterpreterFacts & { origin: string })[] = [];
    const { env, root, log } = this.#options;
    const askPoetry = () => this.#askPoetry();
    for await (const { command, origin } of interpreterCandidates({ setting, env, root, appFolder, askPoetry })) {
      const facts = await this.#ask(command);
      if (!facts) continue;
      if (facts.uvicorn === undefined) {
        without.push({ ...facts, origin });
        continue;
      }
      const skipped = without.find(({ isVirtual }) => isVirtual);
      if (skipped)
        log.warn(`${skipped.path} cannot import uvicorn, so ${facts.path} is used; ${this.#installHint(skipped)}`);
      return { ...facts, uvicorn: facts.uvicorn, origin };
    }
    throw this.#notFound(setting, without[0]);
  }

  async #ask(command: string): Promise<InterpreterFacts | undefined> {
    const known = this.#known.get(command);
    if (known) return known;
    const facts = await probeInterpreter(command, this.#options.emptyFolder, this.#options);
    if (facts?.uvicorn !== undefined) this.#known.set(command, facts);
    return facts;
  }

  async #askPoetry(): Promise<string | undefined> {
    const { processes, root } = this.#options;
    const child = processes.spawn({
      title: 'ask poetry',
      command: 'poetry',
      args: ['env', 'info', '--executable'],
      cwd: root,
    });
    const exit = await child.exit;
    const line = child.output
      .lines(child.output.firstLine, child.output.endLine)
      .findLast(({ stream }) => stream === 'stdout');
    return exit.kind === 'exited' && exit.code === 0 ? line?.text.trim() || undefined : undefined;
  }

  #notFound(setting: string, first: InterpreterFacts | undefined): DevmgrError {
    const code = 'PLUGIN_SYSTEM_NO_UVICORN' as const;
    const exitCode = ExitCode.unavailable;
    if (first) {
      return new DevmgrError({
        code,
        exitCode,
        message: `${first.path} cannot import uvicorn`,
        hint: this.#installHint(first),
      });
    }
    if (setting !== '') {
      const hint = 'Set [tool.devmgr.system] python to a Python that exists, or remove it';
      return new DevmgrError({ code, exitCode, message: `${setting} is no Python that can be run`, hint });
    }
    const hint = 'Install Python 3.8 or newer, then: python3 -m venv .venv && .venv/bin/pip install fastapi uvicorn';
    return new DevmgrError({ code, exitCode, message: 'No Python was found', hint });
  }

  #installHint({ path, isVirtual }: InterpreterFacts): string {
    const { root } = this.#options;
    if (isUvProject(root)) return 'Install it: uv add uvicorn';
    if (isPoetryProject(root)) return 'Install it: poetry add uvicorn';
    // Distributions do not let pip write into the system's Python.
    return isVirtual
      ? `Install it: ${path} -m pip install uvicorn`
      : `Install it: ${path} -m venv .venv && .venv/bin/pip install fastapi uvicorn`;
  }
}
