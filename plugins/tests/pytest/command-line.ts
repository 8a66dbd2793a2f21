import { delimiter, join, relative, resolve, sep } from 'node:path';
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

/**
 * `PYTHONPATH` of a run in a copy of the project: the copy, its `src`, and what was inherited, of which folders of the project are those of the copy.
 * All absolute but what was not.
 */
export function modulePathOfCopy(copy: string, project: string, inherited: string | undefined): string {
  const folders = (inherited ?? '').split(delimiter).filter((folder) => folder !== '');
  const inCopy = folders.map((folder) => {
    const inside = relative(project, resolve(project, folder));
    return inside === '..' || inside.startsWith(`..${sep}`) ? folder : join(copy, inside);
  });
  return [...new Set([copy, join(copy, 'src'), ...inCopy])].join(delimiter);
}
