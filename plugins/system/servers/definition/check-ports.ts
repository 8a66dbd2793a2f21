import type { DefinitionProblem } from './definition-problem.js';
import type { ServerDefinition } from './server-definition.js';

const ANY = new Set(['', '0.0.0.0', '::']);

/** Servers that name the same port, a warning for each but the first: one of them may be meant to run at a time. */
export function checkPorts(servers: readonly ServerDefinition[], defaultHost: string): DefinitionProblem[] {
  const local = servers.filter(({ port, ssh, runs }) => port !== undefined && ssh === undefined && runs.kind !== 'url');
  const hostOf = ({ host }: ServerDefinition) => host ?? defaultHost;
  const isSame = (a: ServerDefinition, b: ServerDefinition) =>
    a.port === b.port && (hostOf(a) === hostOf(b) || ANY.has(hostOf(a)) || ANY.has(hostOf(b)));
  return local.flatMap((server, index): DefinitionProblem[] => {
    const other = local.slice(0, index).find((earlier) => isSame(earlier, server));
    if (!other) return [];
    return [
      {
        name: server.name,
        message: `${server.source}: servers.${server.name}.port is ${server.port}, as that of ${other.name}: only one of them can run`,
        hint: 'Give one of them another port.',
        severity: 'warning',
      },
    ];
  });
}
