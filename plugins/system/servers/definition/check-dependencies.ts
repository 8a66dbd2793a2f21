import type { DefinitionProblem } from './definition-problem.js';
import { nearestName } from './nearest-name.js';
import type { ServerDefinition } from './server-definition.js';

export interface CheckedServers {
  readonly servers: readonly ServerDefinition[];
  readonly problems: readonly DefinitionProblem[];
}

export interface OtherNames {
  /** Servers whose settings are wrong. */
  readonly wrong: ReadonlySet<string>;
  /** Servers that the settings switch off: nobody waits for them. */
  readonly disabled: ReadonlySet<string>;
}

/** Takes out what can never start: who needs a server that is not there or wrong, and those that wait for each other. */
export function checkDependencies(all: readonly ServerDefinition[], others: OtherNames): CheckedServers {
  const wrong = new Set(others.wrong);
  const problems: DefinitionProblem[] = [];
  let servers = all.map((server) => without(server, others.disabled));
  const circles = circlesOf(servers);
  // Who needs a wrong server is wrong, and who needs that one too.
  for (;;) {
    const names = new Set([...servers.map(({ name }) => name), ...wrong]);
    const found = servers.flatMap((server) => problemsOf(server, names, wrong, circles));
    if (found.length === 0) return { servers, problems };
    problems.push(...found);
    for (const { name } of found) wrong.add(name);
    servers = servers.filter(({ name }) => !wrong.has(name));
  }
}

function without(server: ServerDefinition, disabled: ReadonlySet<string>): ServerDefinition {
  return { ...server, dependsOn: server.dependsOn.filter(({ name }) => !disabled.has(name)) };
}

/** All of them at once: who has mended one does not want to learn of the next. */
function problemsOf(
  server: ServerDefinition,
  names: ReadonlySet<string>,
  wrong: ReadonlySet<string>,
  circles: ReadonlyMap<string, readonly string[]>,
): readonly DefinitionProblem[] {
  const { name, dependsOn } = server;
  const circle = circles.get(name);
  const problems = [
    ...(circle ? [circleProblem(server, circle)] : []),
    ...dependsOn.filter((each) => !names.has(each.name)).map((each) => unknownProblem(server, each.name, names)),
  ];
  if (problems.length > 0) return problems;
  const unusable = dependsOn.find((each) => wrong.has(each.name));
  if (!unusable) return [];
  const message = `${placeOf(server)} names ${unusable.name}, whose settings are wrong`;
  return [{ name, severity: 'error', message, hint: `Correct servers.${unusable.name} first.` }];
}

function circleProblem(server: ServerDefinition, circle: readonly string[]): DefinitionProblem {
  return {
    ...{ name: server.name, severity: 'error' },
    message: `${placeOf(server)} makes a circle: ${circle.join(' -> ')}`,
    hint: 'Take one of these out of depends-on.',
  };
}

function unknownProblem(server: ServerDefinition, needed: string, names: ReadonlySet<string>): DefinitionProblem {
  const { name } = server;
  const shown = needed.slice(0, 60);
  const near = nearestName(
    needed,
    [...names].filter((each) => each !== name),
  );
  const meant = near === undefined ? '' : `. Did you mean ${near}?`;
  return {
    ...{ name, severity: 'error' },
    message: `${placeOf(server)} names ${JSON.stringify(shown)}, and no server is called so${meant}`,
    hint: near === undefined ? `Make a table servers.${shown}, or take it out.` : `Write ${near}.`,
  };
}

function placeOf({ source, name }: ServerDefinition): string {
  return `${source}: servers.${name}.depends-on`;
}

/** By name of every server in one: `a -> b -> a`, beginning with itself. */
function circlesOf(servers: readonly ServerDefinition[]): ReadonlyMap<string, readonly string[]> {
  const needs = new Map(servers.map(({ name, dependsOn }) => [name, dependsOn.map((each) => each.name)]));
  return new Map(
    servers.flatMap(({ name }) => {
      const way = shortestWay(name, needs);
      return way ? [[name, way] as const] : [];
    }),
  );
}

/** From a server back to itself, breadth first: servers next to a circle are in none. */
function shortestWay(name: string, needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>();
  let level: readonly (readonly string[])[] = [[name]];
  while (level.length > 0) {
    const next: (readonly string[])[] = [];
    for (const way of level) {
      for (const needed of needs.get(way.at(-1) ?? '') ?? []) {
        if (needed === name) return [...way, name];
        if (seen.has(needed)) continue;
        seen.add(needed);
        next.push([...way, needed]);
      }
    }
    level = next;
  }
  return undefined;
}
