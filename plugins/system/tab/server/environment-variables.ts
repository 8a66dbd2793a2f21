import type { SystemParts } from '../../system-parts.js';
import { maskedValue } from './masked-value.js';

export interface EnvironmentVariable {
  readonly name: string;
  /** Not masked. */
  readonly value: string;
  /** The same where nothing in it looks secret. */
  readonly masked: string;
  /** Where it is written, for people; empty: devmgr adds it. */
  readonly from: string;
}

/**
 * What is added to devmgr's own environment for a server: as it was started, before that what its table says. `origins`: where variables are
 * written, by their names.
 */
export function environmentVariables(
  { manager, context }: Pick<SystemParts, 'manager' | 'context'>,
  name: string,
  origins: ReadonlyMap<string, string>,
): EnvironmentVariable[] {
  const env = manager.facts(name)?.env ?? manager.definition(name)?.env ?? {};
  return Object.entries(env)
    .map(([key, value]) => ({
      name: key,
      value,
      masked: maskedValue(key, value, (text) => context.text.redact(text)),
      from: origins.get(key) ?? '',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
