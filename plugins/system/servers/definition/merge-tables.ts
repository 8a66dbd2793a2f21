import type { HealthTable } from './fields/health-field.js';
import type { ServerTable } from './server-table.js';

/**
 * What two layers say of a server together: the higher one's fields over those of the lower one. Tables inside are made out of both; the list
 * of dependencies, commands and arguments are replaced as a whole.
 */
export function mergeTables(lower: ServerTable, higher: ServerTable): ServerTable {
  return {
    ...withoutOtherKind(lower, higher),
    ...higher,
    ...joined('env', lower, higher),
    ...joined('restart', lower, higher),
    ...joined('stop', lower, higher),
    ...(lower.watch && higher.watch && { watch: { ...lower.watch, ...higher.watch } }),
    ...(lower.health && higher.health && { health: mergeHealth(lower.health, higher.health) }),
  };
}

/** Who names a command means it in place of the application that a lower layer named, and the other way round. */
function withoutOtherKind({ app, command, ...rest }: ServerTable, higher: ServerTable): ServerTable {
  return {
    ...rest,
    ...(app !== undefined && higher.command === undefined && { app }),
    ...(command !== undefined && higher.app === undefined && { command }),
  };
}

function joined<Key extends 'env' | 'restart' | 'stop'>(
  key: Key,
  lower: ServerTable,
  higher: ServerTable,
): ServerTable {
  return lower[key] && higher[key] ? { [key]: { ...lower[key], ...higher[key] } } : {};
}

/** Another kind of probe takes with it what was said of the answer. */
function mergeHealth({ status, body, headers, ...rest }: HealthTable, higher: HealthTable): HealthTable {
  const isKept = higher.probe === undefined || higher.probe.kind === 'http';
  const answer = {
    ...(status !== undefined && { status }),
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers }),
  };
  return { ...rest, ...(isKept && answer), ...higher };
}
