import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderRecord } from './provider-record.js';

type Known = Pick<ProviderRecord, 'chosenModel' | 'configuredModel' | 'definition'>;

/** What a person says is taken as it is; what devmgr thinks good only when the provider has it, or says nothing. */
export function defaultModel(
  { chosenModel, configuredModel, definition }: Known,
  models: readonly AiModelInfo[],
): string | undefined {
  const said = chosenModel ?? configuredModel;
  if (said !== undefined) return said;
  const language = models.filter(({ kind }) => kind === 'language');
  const proposed = definition.defaultModel;
  const isThere = language.length === 0 || language.some(({ id }) => id === proposed);
  return proposed !== undefined && isThere ? proposed : bestOf(language)?.id;
}

/** The first, unless it is about to end: then what follows it, another one that stays, or the one that stays longest. */
function bestOf(models: readonly AiModelInfo[]): AiModelInfo | undefined {
  const [first] = models;
  if (first?.retirement === undefined) return first;
  const staying = models.filter(({ retirement }) => retirement === undefined);
  const successor = staying.find(({ id }) => id === first.retirement?.successor);
  return successor ?? staying[0] ?? [...models].sort((a, b) => endOf(b) - endOf(a))[0];
}

/** Without a date: about to be retired. */
function endOf({ retirement }: AiModelInfo): number {
  return Date.parse(retirement?.date ?? '') || 0;
}
