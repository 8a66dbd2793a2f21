import { delimiter } from 'node:path';
import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';

/** The name under which pytest imports our plugin: its folder is a package, so that no other `reporter` is meant. */
const REPORTER = 'devmgr_pytest.reporter';

/** The arguments after the interpreter. `paths` are given to pytest as they are, relative to its working directory. */
export function pytestArguments(options: TestRunOptions, paths: readonly string[]): string[] {
  const args = ['-m', 'pytest', '-p', REPORTER];
  if (options.markers) args.push('-m', options.markers);
  if (options.keyword) args.push('-k', options.keyword);
  if (options.workers !== undefined && options.workers !== 0) args.push('-n', String(options.workers));
  args.push(...(options.args ?? []));
  // A path may look like an option; after `--` pytest takes everything as a path.
  if (paths.some((path) => path.startsWith('-'))) args.push('--');
  return [...args, ...paths];
}

/** Variables that pytest needs beside devmgr's own: our package on the module path (last), and the run's folder. */
export function pytestEnvironment(
  packageDir: string,
  runFolder: string,
  inherited: string | undefined,
): Readonly<Record<string, string>> {
  return {
    PYTHONPATH: inherited ? `${inherited}${delimiter}${packageDir}` : packageDir,
    DEVMGR_TESTS_RUN: runFolder,
  };
}
