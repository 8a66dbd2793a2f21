import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import type { Interpreter } from '../pytest/probe-interpreter.js';
import type { CollectedProject } from './collected-project.js';
import { settingsVersion, sourcesVersion } from './project-versions.js';
import { scanFiles } from './scan-files.js';

export interface LookHost {
  readonly context: Pick<PluginContext, 'workspace' | 'config' | 'env'>;
  readonly interpreters: { find(): Promise<Interpreter> };
  /** What the person adds to the environment of every run: a conftest may need it. */
  readonly variables?: (() => Readonly<Record<string, string>>) | undefined;
}

/** The project as it is at one moment, as far as it decides which tests there are. */
export interface ProjectLook {
  readonly interpreter: Interpreter;
  /** What the person gives to every run. */
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** They name paths: then no others may be named. */
  readonly namesPaths: boolean;
  /** See `scanFiles`; files with tests are in it wherever they lie. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly settings: string;
  readonly sources: string;
}

/** Rejects with what `interpreters` rejects with, and when `signal` is aborted. */
export async function lookAtProject(
  { context, interpreters, variables: chosen }: LookHost,
  { tests, problems, rules }: Pick<CollectedProject, 'tests' | 'problems' | 'rules'>,
  signal: AbortSignal,
): Promise<ProjectLook> {
  const { root } = context.workspace;
  const interpreter = await interpreters.find();
  const known = new Set([...tests.map(({ file }) => file), ...problems.map(({ path }) => path)]);
  const stamps = await scanFiles(root, known, signal);
  const variables = chosen?.() ?? {};
  const env = { PYTEST_ADDOPTS: context.env['PYTEST_ADDOPTS'] ?? '', ...variables };
  const args = strings(context.config.json('args'));
  return {
    interpreter,
    args,
    variables,
    namesPaths: args.some((arg) => !arg.startsWith('-') && existsSync(join(root, arg.split('::', 1)[0] ?? arg))),
    stamps,
    settings: settingsVersion(stamps, interpreter, args, env),
    sources: sourcesVersion(stamps, rules),
  };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
