import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { App } from '../../app.js';
import { coreSettings } from '../../config/core-settings.js';
import { settingPlace } from '../../config/setting-place.js';
import type { SettingSpecs } from '../../config/settings.js';
import { settingsFiles } from '../../config/settings-files.js';
import { nearestName } from '../../names/nearest-name.js';
import { textTable } from '../text-table.js';
import type { CoreWord } from '../core-words.js';

interface Row {
  readonly key: string;
  readonly value: unknown;
  readonly origin: string;
  readonly description: string;
}

/** `devmgr config list|get|path`: what is set, and by which file. */
export const configWord: CoreWord = {
  contribution: {
    name: 'config',
    summary: 'Show settings, their values and where those come from',
    arguments: [
      { name: 'action', summary: 'What to show', required: true, choices: ['list', 'get', 'path'] },
      { name: 'key', summary: 'A setting, for example system.port' },
    ],
    examples: ['devmgr config list', 'devmgr config get system.port'],
  },
  handler: (app) => (invocation) => Promise.resolve(run(app, invocation)),
};

function run(app: App, invocation: CliInvocation): number {
  const [action, key] = invocation.args;
  if (action === 'path') return printPaths(app, invocation);
  const rows = settingRows(app);
  if (action === 'list') return printRows(rows, invocation);
  const row = rows.find((candidate) => candidate.key === key);
  if (!row) throw unknownKey(key, rows);
  invocation.stdout.write(`${invocation.json ? JSON.stringify(row) : formatValue(row.value)}\n`);
  return ExitCode.ok;
}

function printPaths({ parts }: App, { stdout, json }: CliInvocation): number {
  const files = settingsFiles(parts.paths).map(([file]) => file);
  stdout.write(json ? `${JSON.stringify({ files })}\n` : files.map((file) => `${file}\n`).join(''));
  return ExitCode.ok;
}

function printRows(rows: readonly Row[], { stdout, json }: CliInvocation): number {
  if (json) stdout.write(`${JSON.stringify({ settings: rows })}\n`);
  else
    stdout.write(
      textTable(
        ['KEY', 'VALUE', 'FROM', ''],
        rows.map((row) => [row.key, formatValue(row.value), row.origin, row.description]),
      ),
    );
  return ExitCode.ok;
}

function settingRows({ host, parts }: App): Row[] {
  const sections: [string, SettingSpecs][] = [['core', coreSettings]];
  for (const manifest of host.manifests()) sections.push([manifest.id, manifest.settings ?? {}]);
  const rows = sections.flatMap(([section, specs]) =>
    Object.entries(specs).map(([key, spec]): [string, Row] => {
      const { value, origin } = parts.settings.resolve(section, key, spec);
      const { name } = settingPlace(section, key, spec);
      const shown = masked(value, (text) => parts.log.redact(text));
      return [name, { key: name, value: shown, origin, description: spec.description }];
    }),
  );
  // A section that several plugins read is shown once.
  return [...new Map(rows).values()];
}

/** A URL in a settings file may hold a password, a table variables, and what is printed here is pasted into tickets. */
function masked(value: unknown, redact: (text: string) => string, name = ''): unknown {
  if (typeof value === 'string') return maskedText(value, redact, name);
  if (Array.isArray(value)) return value.map((item) => masked(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, redact, key)]));
}

/** `DB_PASSWORD = "..."`: the name says that it is a secret. */
function maskedText(text: string, redact: (text: string) => string, name: string): string {
  const head = `${name}="`;
  const named = redact(`${head}${text}"`);
  return name !== '' && named === `${head}***"` ? '***' : redact(text);
}

function formatValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `embedder` for `chat.embedder`, or some letters that differ. */
function nearestKeys(written: string, rows: readonly Row[]): readonly string[] {
  const keys = rows.map(({ key }) => key);
  const same = keys.filter((key) => key.endsWith(`.${written.toLowerCase()}`));
  return same.length > 0 ? same : [nearestName(written, keys)].filter((key) => key !== undefined);
}

function unknownKey(key: string | undefined, rows: readonly Row[]): DevmgrError {
  const near = key === undefined ? [] : nearestKeys(key, rows);
  const meant = near.length === 0 ? '' : `Did you mean ${near.join(' or ')}? `;
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: key === undefined ? 'Which setting?' : `There is no setting ${key}`,
    hint: `${meant}Run \`devmgr config list\` for all of them.`,
    exitCode: ExitCode.usage,
  });
}
