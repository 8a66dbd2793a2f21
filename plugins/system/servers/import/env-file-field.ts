import type { TomlTable, TomlValue } from './imported-servers.js';

/** Files of variables before those that a table names already: later ones win. Nothing where there are none. */
export function envFileField(before: readonly string[], table: TomlTable): TomlTable {
  const said = table['env-file'] ?? [];
  const named: readonly TomlValue[] = Array.isArray(said) ? said : [said];
  const files = [...new Set([...before, ...named])];
  const [only] = files;
  if (only === undefined) return {};
  return { 'env-file': files.length === 1 ? only : files };
}
