import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { TableField } from './read-table.js';
import { choiceField, flagField, textField, tokensField, type SettingField } from './setting-field.js';

/** What a table of a provider may say, but for its quirks. */
export interface ProviderTable extends Pick<
  Partial<AiProviderDefinition>,
  | 'title'
  | 'kind'
  | 'wireFormat'
  | 'isKeyOptional'
  | 'defaultModel'
  | 'healthPath'
  | 'setupHint'
  | 'contextWindow'
  | 'maxOutputTokens'
  | 'seesImages'
> {
  readonly baseUrl?: string;
  readonly keyVariable?: string;
  readonly quirks?: unknown;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A key is easily written here in place of the variable's name; most keys are no names, or have lower and upper case mixed. */
const keyVariable: SettingField = (value) => {
  const reading = textField('', VARIABLE)(value);
  if ('value' in reading && String(reading.value).length <= 64) return reading;
  return { problem: 'must be the name of the variable that holds the key (OPENAI_API_KEY), never the key itself' };
};

/** Any text: what is wrong with a URL is told where it is used. */
const baseUrl = textField('must be a URL, such as "https://host.example/v1"');

// Two slashes would begin another host, also when a tab stands between them.
const healthPath = textField(
  'must be a path that begins with one slash, such as "/health"',
  /^\/(?![/\\])[\x21-\x7e]*$/,
);

const wireFormat = choiceField({
  openai: 'openai-chat',
  'openai-chat': 'openai-chat',
  anthropic: 'anthropic-messages',
  'anthropic-messages': 'anthropic-messages',
});

/** By the names in the settings. `model` is the short name of `default-model`. */
export const providerFields: ReadonlyMap<string, TableField> = new Map<string, TableField>([
  ['base-url', { property: 'baseUrl', read: baseUrl }],
  ['key-variable', { property: 'keyVariable', read: keyVariable }],
  ['wire-format', { property: 'wireFormat', read: wireFormat }],
  ['model', { property: 'defaultModel', read: textField() }],
  ['default-model', { property: 'defaultModel', read: textField() }],
  ['title', { property: 'title', read: textField('must be a text of at most 40 letters', /^.{1,40}$/) }],
  ['kind', { property: 'kind', read: choiceField({ cloud: 'cloud', 'local-server': 'local-server' }) }],
  ['is-key-optional', { property: 'isKeyOptional', read: flagField }],
  ['health-path', { property: 'healthPath', read: healthPath }],
  ['setup-hint', { property: 'setupHint', read: textField() }],
  ['context-window', { property: 'contextWindow', read: tokensField }],
  ['max-output-tokens', { property: 'maxOutputTokens', read: tokensField }],
  ['sees-images', { property: 'seesImages', read: flagField }],
  // Read by itself: its problems name settings one level deeper.
  ['quirks', { property: 'quirks', read: (value) => ({ value }) }],
]);
