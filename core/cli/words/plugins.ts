import { ExitCode, type TextSink } from 'devmgr/plugin-api';
import type { PluginRecord } from '../../plugins/plugin-record.js';
import { textTable } from '../text-table.js';
import type { CoreWord } from '../core-words.js';

/** `devmgr plugins list`: starts every plugin, so that its activation time and failure are the real ones. */
export const pluginsWord: CoreWord = {
  contribution: {
    name: 'plugins',
    summary: 'List the plugins: where from, state, activation time, failure',
    arguments: [{ name: 'action', summary: 'What to do', required: true, choices: ['list'] }],
    examples: ['devmgr plugins list --json'],
  },
  handler:
    (app) =>
    async ({ stdout, json }) => {
      const startable = app.host.records().filter((record) => record.status === 'inactive');
      await Promise.allSettled(startable.map((record) => app.host.activate(record.id)));
      const records = app.host.records();
      if (json) stdout.write(`${JSON.stringify({ plugins: records.map(toJson) })}\n`);
      else printTable(records, stdout);
      return ExitCode.ok;
    },
};

function toJson(record: PluginRecord): object {
  const { id, title, version, origin, dir, status, activationMs, error, warnings } = record;
  return {
    id,
    title,
    version,
    origin,
    dir,
    status,
    warnings,
    activationMs: activationMs === undefined ? undefined : Math.round(activationMs * 10) / 10,
    error: error && { code: error.code, message: error.message, hint: error.hint },
  };
}

function printTable(records: readonly PluginRecord[], stdout: TextSink): void {
  const rows = records.map((record) => [
    record.id,
    record.version,
    record.origin,
    record.status,
    record.activationMs === undefined ? '' : `${record.activationMs.toFixed(1)} ms`,
    record.dir,
  ]);
  stdout.write(textTable(['ID', 'VERSION', 'FROM', 'STATE', 'STARTED IN', 'FOLDER'], rows));
  for (const { id, error } of records) {
    if (error) stdout.write(`\n✗ ${id}: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`);
  }
}
