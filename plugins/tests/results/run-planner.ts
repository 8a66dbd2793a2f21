import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import type { TestKind, TestRunOptions, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { pytestArguments, pytestEnvironment } from '../pytest/command-line.js';
import type { InterpreterFinder } from '../pytest/find-interpreter.js';
import type { Interpreter } from '../pytest/probe-interpreter.js';
import type { Selection } from '../pytest/run-folder.js';
import type { RunPlan } from './active-run.js';

type Host = Pick<PluginContext, 'workspace' | 'storage' | 'config' | 'env' | 'pluginDir'>;

/** What tests did before, as far as planning needs it. */
export interface KnownTests {
  /** Resolves when what was recorded earlier is known. */
  readonly ready: Promise<void>;
  has(id: string): boolean;
  /** Ids of those that failed or had an error when they were last run. */
  failed(): readonly string[];
}

/** Turns what the person asked for into a command line and a selection. */
export class RunPlanner {
  readonly #host: Host;
  readonly #interpreters: InterpreterFinder;
  readonly #known: KnownTests;

  constructor(host: Host, interpreters: InterpreterFinder, known: KnownTests) {
    this.#host = host;
    this.#interpreters = interpreters;
    this.#known = known;
  }

  /** Rejects with a `DevmgrError` when none has pytest. */
  interpreter(): Promise<Interpreter> {
    return this.#interpreters.find();
  }

  /** Rejects with a `DevmgrError` when the project is gone, there is no pytest, no pytest-xdist for workers, or nothing that failed. */
  async plan(asked: TestRunOptions, before: TestRunState): Promise<RunPlan> {
    const root = asked.root ?? this.#host.workspace.root;
    if (!existsSync(root)) throw noProject(root);
    const [interpreter] = await Promise.all([this.#interpreters.find(), this.#known.ready]);
    const options = {
      ...asked,
      workers: asked.workers ?? this.#workers(),
      args: [...this.#args(), ...(asked.args ?? [])],
    };
    if (options.workers && !interpreter.hasXdist) throw noXdist(interpreter.python);
    const ids = this.#ids(options, before);
    const kind = this.#kind(options.kind ?? 'all', root);
    const selection: Selection = { ...(ids ? { ids } : {}), ...(kind ? { kind } : {}) };
    const paths =
      ids && !(options.failed && options.paths?.length) ? filesOf(ids, root, before) : (options.paths ?? []);
    const packages = join(this.#host.pluginDir, 'pytest');
    const standIn = asked.root === undefined ? undefined : { copy: root, project: this.#host.workspace.root };
    return {
      root,
      selection,
      folder: join(this.#host.storage.workspaceDir, 'run'),
      command: (runFolder) => ({
        python: interpreter.python,
        args: pytestArguments(options, paths),
        cwd: root,
        env: pytestEnvironment(packages, runFolder, this.#host.env['PYTHONPATH'], standIn),
      }),
    };
  }

  /** Exact tests, when that is what was asked for: the reporter picks them, whatever characters their ids have. */
  #ids(options: TestRunOptions, before: TestRunState): readonly string[] | undefined {
    if (options.failed) {
      const failed = this.#known.failed();
      if (failed.length === 0) throw nothingFailed();
      return failed;
    }
    const paths = options.paths ?? [];
    const areIds = paths.length > 0 && paths.every((path) => before.cases.has(path) || this.#known.has(path));
    return areIds ? paths : undefined;
  }

  #kind(kind: TestKind, root: string): Selection['kind'] {
    if (kind === 'all') return undefined;
    const paths = this.#strings(`${kind}Paths`).map((path) => resolve(root, path));
    return { paths, markers: this.#strings(`${kind}Markers`) };
  }

  #workers(): number | 'auto' {
    const text = this.#host.config.string('workers').trim();
    return text === 'auto' ? 'auto' : Number.parseInt(text, 10) || 0;
  }

  #args(): readonly string[] {
    return this.#strings('args');
  }

  #strings(key: string): readonly string[] {
    const value = this.#host.config.json(key);
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  }
}

/** The files of the tests, which spare pytest the rest. When none is where its id says, pytest looks through everything: right too. */
function filesOf(ids: readonly string[], root: string, { cases }: TestRunState): readonly string[] {
  // An id is relative to pytest's root directory, which may be another folder; where that was, the last run knows.
  const files = new Set(ids.map((id) => cases.get(id)?.file ?? id.split('::', 1)[0] ?? id));
  // A test whose file is gone is no error: it cannot fail any more.
  return [...files].filter((file) => existsSync(resolve(root, file)));
}

function noXdist(python: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_XDIST',
    message: `Workers need pytest-xdist, which ${python} does not have.`,
    hint: `Install it: ${python} -m pip install pytest-xdist, or run without workers.`,
    exitCode: ExitCode.unavailable,
  });
}

function nothingFailed(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOTHING_FAILED',
    message: 'No test failed when it was last run.',
    hint: 'Run all tests.',
    exitCode: ExitCode.unavailable,
  });
}

function noProject(root: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_PROJECT',
    message: `The project's folder does not exist any more: ${root}`,
    hint: 'Put it back, or open devmgr where it is now.',
    exitCode: ExitCode.unavailable,
  });
}
