import type { SettingLayer, SettingSource } from 'devmgr/plugin-api';
import type { AiQuirks } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { providerFields, type ProviderTable } from './provider-fields.js';
import { readQuirks } from './quirk-fields.js';
import { readTable } from './read-table.js';

/** What all layers together say of a provider. */
export interface MergedTable {
  readonly table: Omit<ProviderTable, 'quirks'>;
  readonly quirks: AiQuirks;
  /** By the properties of `table`: whose word each of them is. */
  readonly origins: ReadonlyMap<string, SettingSource>;
  /** Whose the highest table is. */
  readonly top: SettingSource;
  /** A line each, also when another layer says it rightly. */
  readonly problems: readonly string[];
}

/** Of one table: whoever writes a thousand fields wrongly need not read them all. */
const MOST_PROBLEMS = 5;

/** `layers`: the tables that there are of the provider, lowest first. */
export function mergedTable(id: string, layers: readonly SettingLayer[]): MergedTable {
  const values = new Map<string, unknown>();
  const origins = new Map<string, SettingSource>();
  let quirks: AiQuirks = {};
  const problems: string[] = [];
  for (const { value, source } of layers) {
    const reading = readTable(value, providerFields, `system.providers.${id}`);
    const ofQuirks = readQuirks(reading.values.get('quirks') ?? {}, `system.providers.${id}.quirks`);
    for (const [property, said] of reading.values) {
      values.set(property, said);
      origins.set(property, source);
    }
    quirks = { ...quirks, ...ofQuirks.quirks };
    const where = source === 'project' ? ' (in a file of the project)' : '';
    problems.push(...fewOf([...reading.problems, ...ofQuirks.problems], id).map((problem) => problem + where));
  }
  values.delete('quirks');
  // Every value has been through the reader of its property.
  const table = Object.fromEntries(values) as MergedTable['table'];
  return { table, quirks, origins, top: layers.at(-1)?.source ?? 'default', problems };
}

function fewOf(problems: readonly string[], id: string): readonly string[] {
  const more = problems.length - MOST_PROBLEMS;
  if (more <= 0) return problems;
  return [...problems.slice(0, MOST_PROBLEMS), `${more} more settings of system.providers.${id} are wrong`];
}
