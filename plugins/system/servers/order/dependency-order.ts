import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** The names that a server needs directly. */
export type NeedsOf = (name: string) => readonly string[];

/** The named servers, each after those that it needs. Throws a `DevmgrError` for a circle. */
export function dependencyOrder(names: readonly string[], needsOf: NeedsOf): string[] {
  const ordered = new Set<string>();
  const visit = (name: string, path: readonly string[]) => {
    if (ordered.has(name)) return;
    if (path.includes(name)) throw circle([...path.slice(path.indexOf(name)), name]);
    for (const needed of needsOf(name)) visit(needed, [...path, name]);
    ordered.add(name);
  };
  for (const name of names) visit(name, []);
  return [...ordered].filter((name) => names.includes(name));
}

/** Those of `names` that need `name`, directly or through others; not those that it needs itself, as in a circle. */
export function dependentsOf(name: string, names: readonly string[], needsOf: NeedsOf): string[] {
  const needsIt = (each: string) => needs(each, name, needsOf, new Set()) && !needs(name, each, needsOf, new Set());
  return names.filter((each) => each !== name && needsIt(each));
}

function needs(name: string, wanted: string, needsOf: NeedsOf, seen: Set<string>): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  return needsOf(name).some((each) => each === wanted || needs(each, wanted, needsOf, seen));
}

function circle(path: readonly string[]): DevmgrError {
  const message = `Servers wait for each other: ${path.join(' -> ')}`;
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_SERVER_CIRCLE',
    message,
    hint: 'Take one of them out of depends-on',
    exitCode: ExitCode.config,
  });
}
