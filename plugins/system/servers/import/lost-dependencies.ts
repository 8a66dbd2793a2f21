import { isTable } from '../definition/fields/field.js';
import type { ImportedServer, TomlTable } from './imported-servers.js';

const KEY = 'depends-on';

/** Nobody waits for a server that was left out, or for itself by way of others: such a server could never start. */
export function withoutLostDependencies(
  servers: readonly ImportedServer[],
  tell: (server: string, text: string) => void,
): readonly ImportedServer[] {
  const names = new Set(servers.map(({ name }) => name));
  const known = servers.map(({ name, table }) =>
    withNeeds({ name, table }, (needed) => {
      if (names.has(needed)) return true;
      tell(name, `${KEY} names ${needed}, which is left out: it does not wait for it`);
      return false;
    }),
  );
  const needs = new Map(known.map(({ name, table }) => [name, Object.keys(needsOf(table))]));
  return known.map((server) => {
    if (!reaches(server.name, server.name, needs)) return server;
    return withNeeds(server, (needed) => {
      if (needed !== server.name && !reaches(needed, server.name, needs)) return true;
      tell(server.name, `${KEY} of ${needed} is left out: they wait for each other`);
      return false;
    });
  });
}

function withNeeds({ name, table }: ImportedServer, isKept: (needed: string) => boolean): ImportedServer {
  const { [KEY]: _before, ...rest } = table;
  const needs = Object.entries(needsOf(table)).filter(([needed]) => isKept(needed));
  return needs.length === 0 ? { name, table: rest } : { name, table: { ...table, [KEY]: Object.fromEntries(needs) } };
}

function needsOf(table: TomlTable): TomlTable {
  const needs = table[KEY];
  return needs !== undefined && isTable(needs) ? needs : {};
}

/** Whether one waits for the other, by way of others too. One that needs itself does. */
function reaches(from: string, to: string, needs: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...(needs.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(needs.get(next) ?? []));
  }
  return false;
}
