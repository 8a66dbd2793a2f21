import { existsSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';

/** The name under which pytest imports our plugin: its folder is a package, so that no other `reporter` is meant. */
const REPORTER = 'devmgr_pytest.reporter';

/** What pytest is told of a run beside its paths. */
export interface PytestOptions {
  readonly markers?: string | undefined;
  readonly keyword?: string | undefined;
  readonly workers?: number | 'auto' | undefined;
  readonly failFast?: boolean | undefined;
  /** -2 (`-qq`) to 3 (`-vvv`). */
  readonly verbosity?: number | undefined;
  /** Behind the others, as they are. */
  readonly args?: readonly string[] | undefined;
}

/** The arguments after the interpreter. `paths` are given to pytest as they are, relative to its working directory. */
export function pytestArguments(options: PytestOptions, paths: readonly string[]): string[] {
  const { markers, keyword, workers, failFast, verbosity = 0, args: more = [] } = options;
  const args = ['-m', 'pytest', '-p', REPORTER];
  if (markers) args.push('-m', markers);
  if (keyword) args.push('-k', keyword);
  if (workers !== undefined && workers !== 0) args.push('-n', String(workers));
  if (failFast) args.push('-x');
  if (verbosity !== 0) args.push(`-${(verbosity > 0 ? 'v' : 'q').repeat(Math.abs(verbosity))}`);
  args.push(...more);
  // A path may look like an option; after `--` pytest takes everything as a path.
  if (paths.some((path) => path.startsWith('-'))) args.push('--');
  return [...args, ...paths];
}

/** A copy of the project that stands for it. Both absolute. */
export interface StandIn {
  readonly copy: string;
  readonly project: string;
}

/**
 * Variables that pytest needs beside devmgr's own: our package on the module path (last), the run's folder, and in a copy what it is
 * a copy of. `inherited`: the `PYTHONPATH` of devmgr.
 */
export function pytestEnvironment(
  packageDir: string,
  runFolder: string,
  inherited: string | undefined,
  standIn?: StandIn,
): Readonly<Record<string, string>> {
  const path = standIn ? modulePathOfCopy(standIn, inherited) : inherited;
  return {
    PYTHONPATH: path ? `${path}${delimiter}${packageDir}` : packageDir,
    DEVMGR_TESTS_RUN: runFolder,
    ...(standIn ? environmentOfCopy(standIn) : {}),
  };
}

/** A repository around the place of the copy is not the project's: git must not find it there. */
const environmentOfCopy = ({ copy, project }: StandIn) => ({
  DEVMGR_TESTS_COPY_OF: project,
  DEVMGR_TESTS_COPY: copy,
  GIT_CEILING_DIRECTORIES: dirname(copy),
});

/**
 * `PYTHONPATH` of a run in a copy of the project: the copy, its `src`, and what was inherited, of which folders of the project are those of the copy
 * where it has them (it has no environments).
 */
export function modulePathOfCopy({ copy, project }: StandIn, inherited: string | undefined): string {
  const folders = (inherited ?? '').split(delimiter).filter((folder) => folder !== '');
  const inCopy = folders.map((folder) => {
    const inside = relative(project, resolve(project, folder));
    const isOutside = inside === '..' || inside.startsWith(`..${sep}`);
    return isOutside || !existsSync(join(copy, inside)) ? folder : join(copy, inside);
  });
  return [...new Set([copy, join(copy, 'src'), ...inCopy])].join(delimiter);
}
