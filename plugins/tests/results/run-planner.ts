import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import type { TestRunOptions, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { coverageArguments } from '../coverage/coverage-arguments.js';
import type { TestProfiles } from '../profiles/test-profile.js';
import { pytestArguments, pytestEnvironment } from '../pytest/command-line.js';
import type { InterpreterFinder } from '../pytest/find-interpreter.js';
import type { Interpreter } from '../pytest/probe-interpreter.js';
import type { Selection } from '../pytest/run-folder.js';
import type { RunPlan } from './active-run.js';
import { runRequest, type ChosenTests, type RunRequest } from './run-request.js';

type Host = Pick<PluginContext, 'workspace' | 'storage' | 'config' | 'env' | 'pluginDir' | 'secrets'>;

/** What tests did before, as far as planning needs it. */
export interface KnownTests {
  /** Resolves when what was recorded earlier is known. */
  readonly ready: Promise<void>;
  has(id: string): boolean;
  /** Ids of those that failed or had an error when they were last run. */
  failed(): readonly string[];
  /** No result is known. */
  readonly isEmpty?: boolean;
}

export interface RunPlannerParts {
  readonly interpreters: InterpreterFinder;
  readonly known: KnownTests;
  readonly profiles: TestProfiles;
}

/** Command lines have an end; above that many characters folders stand for their files. */
const MOST_PATH_CHARACTERS = 60_000;

/** Turns what the person asked for into a command line and a selection. */
export class RunPlanner {
  readonly #host: Host;
  readonly #parts: RunPlannerParts;

  constructor(host: Host, parts: RunPlannerParts) {
    this.#host = host;
    this.#parts = parts;
  }

  /** Rejects with a `DevmgrError` when none has pytest. */
  interpreter(): Promise<Interpreter> {
    return this.#parts.interpreters.find();
  }

  /**
   * Rejects with a `DevmgrError` when the project is gone, there is no such profile, no pytest, no pytest-xdist for workers, no pytest-cov for
   * coverage, nothing that failed, or nothing to run.
   */
  async plan(asked: ChosenTests, before: TestRunState): Promise<RunPlan> {
    const root = asked.root ?? this.#host.workspace.root;
    if (!existsSync(root)) throw noProject(root);
    const { paths: chosen, ...request } = this.#request(asked);
    if (!chosen) throw nothingInBoth(request.profile);
    const [interpreter] = await Promise.all([this.interpreter(), this.#parts.known.ready]);
    if (request.workers && !interpreter.hasXdist) throw noXdist(interpreter.python);
    if (request.coverage && !interpreter.hasCoverage) throw noCoverage(interpreter.python);
    const ids = this.#ids(asked, before);
    const measure = request.coverage ? await coverageArguments(root) : [];
    const paths = ids && !(asked.failed && chosen.length > 0) ? filesOf(ids, root, before) : chosen;
    return {
      root,
      profile: request.profile,
      isWhole: !ids && !asked.except && isWhole(request, chosen),
      coverage: request.coverage,
      selection: { ...this.#selection(request, ids, root), ...(asked.except && { except: asked.except }) },
      folder: join(this.#host.storage.workspaceDir, 'run'),
      command: (runFolder) => ({
        python: interpreter.python,
        args: pytestArguments({ ...request, args: [...measure, ...request.args] }, paths),
        cwd: root,
        env: this.#environment(request, runFolder, asked.root),
      }),
    };
  }

  #request(asked: TestRunOptions) {
    const settings = { args: this.#strings('args'), workers: this.#workers() };
    const request = runRequest(asked, this.#parts.profiles.get(asked.kind ?? 'all'), settings);
    // What a token is used for in a test must not be read in its output.
    this.#host.secrets.addVariables(request.env);
    return request;
  }

  #environment({ env }: Pick<RunRequest, 'env'>, runFolder: string, copy: string | undefined) {
    const { pluginDir, workspace } = this.#host;
    const standIn = copy === undefined ? undefined : { copy, project: workspace.root };
    const inherited = env['PYTHONPATH'] ?? this.#host.env['PYTHONPATH'];
    return { ...env, ...pytestEnvironment(join(pluginDir, 'pytest'), runFolder, inherited, standIn) };
  }

  #selection(request: Pick<RunRequest, 'kind' | 'failedFirst'>, ids: readonly string[] | undefined, root: string) {
    const { kind, failedFirst } = request;
    const folders = kind?.paths.map((path) => resolve(root, path)) ?? [];
    const first = failedFirst ? this.#parts.known.failed() : [];
    const selection: Selection = {
      ...(ids && { ids }),
      ...(kind && { kind: { paths: folders, markers: kind.markers } }),
      ...(first.length > 0 && { first }),
    };
    return selection;
  }

  /** Exact tests, when that is what was asked for: the reporter picks them, whatever characters their ids have. */
  #ids(asked: TestRunOptions, before: TestRunState): readonly string[] | undefined {
    if (asked.ids) {
      if (asked.ids.length === 0) throw nothingChosen();
      return asked.ids;
    }
    if (asked.failed) {
      const failed = this.#parts.known.failed();
      if (failed.length === 0) throw nothingFailed(this.#parts.known.isEmpty ?? false);
      return failed;
    }
    const paths = asked.paths ?? [];
    const areIds = paths.length > 0 && paths.every((path) => before.cases.has(path) || this.#parts.known.has(path));
    return areIds ? paths : undefined;
  }

  #workers(): number | 'auto' {
    const text = this.#host.config.string('workers').trim();
    return text === 'auto' ? 'auto' : Number.parseInt(text, 10) || 0;
  }

  #strings(key: string): readonly string[] {
    const value = this.#host.config.json(key);
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  }
}

/** Options of pytest that leave tests out, or end early. */
const NARROWS =
  /^(?:-[kmx]|--(?:deselect|ignore|lf|last-failed|sw|stepwise|maxfail|exitfirst|co$|collect-only|pyargs))/;

/** As far as can be told: a word without a dash may be a path, or the value of the option before it. */
function isWhole({ kind, markers, keyword, failFast, args }: Omit<RunRequest, 'paths'>, paths: readonly string[]) {
  const isNarrow = kind !== undefined || markers !== undefined || keyword !== undefined || failFast || paths.length > 0;
  return !isNarrow && args.every((word) => word.startsWith('-') && !NARROWS.test(word));
}

/** The files of the tests, which spare pytest the rest. When none is where its id says, pytest looks through everything: right too. */
function filesOf(ids: readonly string[], root: string, { cases }: TestRunState): readonly string[] {
  // An id is relative to pytest's root directory, which may be another folder; where that was, the last run knows.
  const files = new Set(ids.map((id) => cases.get(id)?.file ?? id.split('::', 1)[0] ?? id));
  // A test whose file is gone is no error: it cannot fail any more.
  return withoutMany([...files].filter((file) => existsSync(resolve(root, file))));
}

/** Folders in place of their files, where a command line would be too long; the selection is by ids all the same. */
function withoutMany(paths: readonly string[]): readonly string[] {
  const length = paths.reduce((sum, path) => sum + path.length + 1, 0);
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  if (length <= MOST_PATH_CHARACTERS || folders.length === paths.length) return paths;
  const outermost = folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)));
  return withoutMany(outermost);
}

function noXdist(python: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_XDIST',
    message: `Workers need pytest-xdist, which ${python} does not have.`,
    hint: `Install it: ${python} -m pip install pytest-xdist, or run without workers.`,
    exitCode: ExitCode.unavailable,
  });
}

function noCoverage(python: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_COVERAGE',
    message: `Coverage needs pytest-cov, which ${python} does not have.`,
    hint: `Install it: ${python} -m pip install pytest-cov, or run without coverage.`,
    exitCode: ExitCode.unavailable,
  });
}

function nothingInBoth(profile: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOTHING_CHOSEN',
    message: `None of these paths is among those of the profile ${profile}.`,
    hint: 'Give other paths, or run them with the profile all.',
    exitCode: ExitCode.unavailable,
  });
}

function nothingChosen(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOTHING_CHOSEN',
    message: 'No test is chosen.',
    hint: 'Choose one in the list, or run all.',
    exitCode: ExitCode.unavailable,
  });
}

function nothingFailed(isNothingKnown: boolean): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOTHING_FAILED',
    message: isNothingKnown ? 'No last result of a test is known.' : 'No test failed when it was last run.',
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
