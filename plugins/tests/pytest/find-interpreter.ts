import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import { declaredDependencies } from './declared-dependencies.js';
import { importedPackages } from './imported-packages.js';
import { interpreterCandidates } from './interpreter-candidates.js';
import { probeInterpreter, type Interpreter } from './probe-interpreter.js';

type Host = Pick<PluginContext, 'processes' | 'clock' | 'workspace' | 'env' | 'config' | 'log'>;

/** Finds the Python that runs the project's tests, and remembers it. */
export class InterpreterFinder {
  readonly #host: Host;
  #found: Interpreter | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * The first candidate that has pytest and everything the project declares and imports; else the one with pytest
   * that lacks least. One that the person named lacks only what is declared. Rejects with `PLUGIN_TESTS_NO_PYTEST` when none has pytest.
   */
  async find(): Promise<Interpreter> {
    // What was not there may have been installed since; what was, is still asked for only once.
    this.#found ??= await this.#search();
    return this.#found;
  }

  async #search(): Promise<Interpreter> {
    const { workspace, config, env, log } = this.#host;
    const poetryEnvironment = await this.#poetryEnvironment();
    const sources = { root: workspace.root, setting: config.string('python'), env, poetryEnvironment };
    const candidates = interpreterCandidates(sources);
    const [distributions, modules] = await Promise.all([
      declaredDependencies(workspace.root),
      importedPackages(workspace.root),
    ]);
    let best: Interpreter | undefined;
    for (const candidate of candidates) {
      const isNamed = candidate === env['DEVMGR_PYTHON'];
      const needs = { distributions, modules: isNamed ? [] : modules };
      const probed = await probeInterpreter(this.#host, candidate, needs, workspace.root);
      if (probed?.pytest === undefined) continue;
      if (!best || probed.missing.length < best.missing.length) best = probed;
      if (best.missing.length === 0) break;
    }
    if (!best) throw noPytest(candidates);
    const lacks = best.missing.length > 0 ? `, without ${best.missing.join(', ')}, which the project needs` : '';
    log[lacks ? 'warn' : 'info'](
      `Tests run with ${best.python} (Python ${best.version}, pytest ${best.pytest}${lacks})`,
    );
    return best;
  }

  /** Poetry may keep environments outside the project; only it knows where. */
  async #poetryEnvironment(): Promise<string | undefined> {
    const { processes, workspace } = this.#host;
    if (!existsSync(join(workspace.root, 'poetry.lock'))) return undefined;
    const poetry = processes.spawn({
      title: 'poetry env',
      command: 'poetry',
      args: ['env', 'info', '-p'],
      cwd: workspace.root,
    });
    await poetry.exit;
    const answer = poetry.output.lines(poetry.output.firstLine, 1)[0];
    return answer?.stream === 'stdout' ? answer.text.trim() || undefined : undefined;
  }
}

function noPytest(candidates: readonly string[]): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_PYTEST',
    message: `No Python with pytest was found (tried ${candidates.join(', ')}).`,
    hint: `Install it: ${candidates[0] ?? 'python3'} -m pip install pytest, or set DEVMGR_PYTHON to an interpreter that has it.`,
    exitCode: ExitCode.unavailable,
  });
}
