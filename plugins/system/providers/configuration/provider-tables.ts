import type { SettingLayer } from 'devmgr/plugin-api';
import { isTable } from './read-table.js';
import { readProviderId } from './read-provider-id.js';

/** The tables of all layers by provider. */
export interface ProviderTables {
  /** Lowest layer first. */
  readonly tables: ReadonlyMap<string, readonly SettingLayer[]>;
  /** A line each. */
  readonly problems: readonly string[];
}

/** Tables that are read of each layer: every one is a provider that is looked at, and a project could bring any number. */
const MOST_TABLES = 100;

export function providerTables(layers: readonly SettingLayer[], knownIds: ReadonlySet<string>): ProviderTables {
  const tables = new Map<string, SettingLayer[]>();
  const problems: string[] = [];
  for (const { value, source } of layers) {
    if (!isTable(value)) {
      problems.push('system.providers must be a table');
      continue;
    }
    const names = Object.keys(value);
    if (names.length > MOST_TABLES)
      problems.push(
        `system.providers has ${names.length} tables${source === 'project' ? ' in a file of the project' : ''}: the first ${MOST_TABLES} are read`,
      );
    const isThere = (id: string) => knownIds.has(id) || tables.has(id);
    for (const name of names.slice(0, MOST_TABLES)) {
      const { id, problem } = readProviderId(name, { isThere, isTaken: (other) => Object.hasOwn(value, other) });
      if (problem !== undefined) problems.push(problem);
      if (id === undefined) continue;
      const table = { value: value[name], source };
      tables.set(id, [...(tables.get(id) ?? []), table]);
    }
  }
  return { tables, problems };
}
