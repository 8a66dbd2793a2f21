import type { ServerSettings } from '../server-settings.js';
import type { ServerDefinition } from './server-definition.js';

/** All that a run of a server is made of. */
export interface RunSettings {
  readonly definition: ServerDefinition;
  /** Its variables, with those of its files. */
  readonly env: Readonly<Record<string, string>>;
  readonly settings: Pick<ServerSettings, 'host' | 'port' | 'python' | 'uvicornArgs'>;
}

/** What it takes to apply other settings to what runs; `none`: they are the same, or whoever needs them reads them when it does. */
export function settingsChange(before: RunSettings, after: RunSettings): 'none' | 'reload' | 'restart' {
  if (differ(ofStart(before), ofStart(after))) return 'restart';
  return differ(ofProcess(before), ofProcess(after)) ? 'reload' : 'none';
}

/** The definition of a run after its reload: what only a restart applies is as it was. */
export function reloadedDefinition(before: ServerDefinition, after: ServerDefinition): ServerDefinition {
  const { url, host, port, ssh, cwd, reload, target, source, runs, traceTests } = before;
  const kept = { url, host, port, ssh, cwd, reload, target, source, traceTests };
  if (runs.kind !== 'app' || after.runs.kind !== 'app') return { ...after, ...kept, runs, watch: before.watch };
  return { ...after, ...kept, runs: { ...runs, uvicornArgs: after.runs.uvicornArgs } };
}

/** What a process gets when it is started. */
function ofProcess({ definition, env, settings }: RunSettings): unknown {
  const { stop, watch, runs } = definition;
  const args = runs.kind === 'app' ? [...settings.uvicornArgs, ...runs.uvicornArgs] : [];
  const variables = Object.entries(env).sort(([one], [other]) => (one < other ? -1 : 1));
  return [variables, stop, watch, args];
}

/** Where it runs and what: the next process of the same start cannot have another. */
function ofStart({ definition, settings }: RunSettings): unknown {
  const { url, ssh, cwd, reload, runs, host, port, watch, traceTests } = definition;
  const places = [url, ssh, cwd, reload, host ?? settings.host, traceTests];
  if (runs.kind !== 'app') return [...places, port, runs, reload && reload !== 'off' ? watch : undefined];
  return [...places, port ?? settings.port, { ...runs, uvicornArgs: [], python: runs.python ?? settings.python }];
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
