import type { DependencyCondition, RestartPolicy, ServerDependency, WatchSpec } from '../server-definition.js';
import { durationField } from './duration.js';
import { below, isTable, wrong, type Field, type FieldProblem } from './field.js';
import { choiceField, numberField, textsField } from './plain-fields.js';
import { tableField } from './table-field.js';

const DAY_MS = 86_400_000;

/** Paths are as they were written: from the project's root. */
export interface WatchTable {
  readonly paths: readonly string[];
  readonly include: WatchSpec['include'];
  readonly exclude: WatchSpec['exclude'];
  readonly debounceMs: number;
}

const watchTable = tableField<WatchTable>({
  paths: { name: 'paths', read: textsField },
  include: { name: 'include', read: textsField },
  exclude: { name: 'exclude', read: textsField },
  debounceMs: { name: 'debounce', read: durationField(0, 60_000) },
});

/** `false`, a list of paths or a table. */
export const watchField: Field<Partial<WatchTable> | false> = (value) => {
  if (value === false) return { value: false };
  if (value === true) return { value: {} };
  if (isTable(value)) return watchTable(value);
  const reading = textsField(value);
  return 'value' in reading
    ? { value: { paths: reading.value } }
    : wrong('must be false, a list of paths, or a table { paths, include, exclude, debounce }');
};

/** `true`: as the setting `reload-mode` says. */
export const reloadField: Field<boolean | 'handover' | 'restart'> = (value) => {
  if (typeof value === 'boolean') return { value };
  if (value === 'handover' || value === 'restart') return { value };
  return value === 'off' ? { value: false } : wrong('must be true, false, "handover" or "restart"');
};

const whenField = choiceField<RestartPolicy['when']>(['no', 'on-failure', 'always']);

const restartTable = tableField<RestartPolicy>({
  when: { name: 'when', read: whenField },
  delayMs: { name: 'delay', read: durationField(0, DAY_MS) },
  maxDelayMs: { name: 'max-delay', read: durationField(0, DAY_MS) },
  maxRestarts: { name: 'max-restarts', read: numberField(1, 1_000) },
  windowMs: { name: 'window', read: durationField(1_000, DAY_MS) },
});

/** A word, or a table that says more; there `on-failure` is what is meant when nothing else is said. */
export const restartField: Field<Partial<RestartPolicy>> = (value) => {
  if (isTable(value)) return restartTable(value);
  const reading = whenField(value === false ? 'no' : value);
  return 'value' in reading
    ? { value: { when: reading.value } }
    : wrong('must be "no", "on-failure", "always", or a table { when, delay, max-delay, max-restarts, window }');
};

export interface StopTable {
  readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGHUP';
  readonly timeoutMs: number;
}

const signalField: Field<StopTable['signal']> = (value) => {
  const name = typeof value === 'string' ? `SIG${value.toUpperCase().replace(/^SIG/, '')}` : value;
  return choiceField<StopTable['signal']>(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP'])(name);
};

const stopTable = tableField<StopTable>({
  signal: { name: 'signal', read: signalField },
  timeoutMs: { name: 'timeout', read: durationField(0, DAY_MS) },
});

export const stopField: Field<Partial<StopTable>> = (value) =>
  isTable(value) ? stopTable(value) : wrong('must be a table: { signal = "SIGINT", timeout = 10 }');

const conditionField = choiceField<DependencyCondition>(['healthy', 'started', 'completed']);

/** Names, each of a server that has to be healthy, or a table that says what each has to be. */
export const dependenciesField: Field<readonly ServerDependency[]> = (value) => {
  if (!isTable(value)) {
    const names = Array.isArray(value) && value.length === 0 ? { value: [] } : textsField(value);
    if ('problems' in names) return wrong('must be a list of names, or a table { NAME = "healthy" }');
    return { value: [...new Set(names.value)].map((name) => ({ name, condition: 'healthy' })) };
  }
  const found: ServerDependency[] = [];
  const problems: FieldProblem[] = [];
  for (const [name, said] of Object.entries(value)) {
    const condition = conditionField(said);
    if ('value' in condition) found.push({ name, condition: condition.value });
    else problems.push(...condition.problems.map((problem) => below(JSON.stringify(name.slice(0, 60)), problem)));
  }
  return problems.length > 0 ? { problems } : { value: found };
};
