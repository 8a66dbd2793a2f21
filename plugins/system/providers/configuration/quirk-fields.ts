import type { AiQuirks } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { modelPatternsField } from './model-patterns.js';
import { isTable, readTable, type TableField } from './read-table.js';
import { choiceField, countField, flagField, type SettingField } from './setting-field.js';

const words = (...names: string[]): SettingField => choiceField(Object.fromEntries(names.map((name) => [name, name])));

const meaning = words('context-too-long', 'quota-exhausted', 'overloaded');

/** `{"403": "context-too-long"}`. */
function statusMeanings(value: unknown): ReturnType<SettingField> {
  const entries = isTable(value) ? Object.entries(value) : undefined;
  const isRight = entries?.every(([status, word]) => /^[45]\d\d$/.test(status) && 'value' in meaning(word));
  if (!isRight) {
    return { problem: 'must map statuses from 400 to context-too-long, quota-exhausted or overloaded' };
  }
  return { value: Object.fromEntries(entries ?? []) };
}

const readers: Readonly<Record<keyof AiQuirks, SettingField>> = {
  tokenField: words('max_tokens', 'max_completion_tokens'),
  completionTokenModels: modelPatternsField,
  samplingModels: modelPatternsField,
  noSamplingModels: modelPatternsField,
  hasStreamOptions: flagField,
  hasObfuscation: flagField,
  modelsShape: words('list', 'array'),
  terminator: words('done', 'finish-reason'),
  statusMeanings,
  otherModels: modelPatternsField,
  embeddingModels: modelPatternsField,
  embeddingBatch: countField,
};

const fields: ReadonlyMap<string, TableField> = new Map(
  Object.entries(readers).map(([property, read]) => [kebab(property), { property, read }]),
);

/** `[tool.devmgr.system.providers.<id>.quirks]`: `AiQuirks` in kebab case. Problems name the whole path of the setting. */
export function readQuirks(table: unknown, place: string): { quirks: AiQuirks; problems: readonly string[] } {
  const { values, problems } = readTable(table, fields, place);
  // Every value has been through the reader of its property.
  return { quirks: Object.fromEntries(values), problems };
}

function kebab(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
