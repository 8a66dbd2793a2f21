import { readFileSync } from 'node:fs';
import type { PluginManifest } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { createLogSink } from '../../../../core/log/create-log-sink.js';
import type { LogSink } from '../../../../core/log/log-sink.js';
import plugin from '../../../../plugins/logs/index.js';
import { onPluginStage, realClock, type PluginStage, type StageGround } from '../../../support/plugin-stage.js';
import type { TermAppOptions } from '../../../support/term-app.js';

export interface LogsStageOptions extends TermAppOptions {
  /** The plugin under another id, as a copy in the user's folder has it. */
  readonly id?: string;
}

/** The real tab on the real screen, with the real log. */
export interface LogsStage extends PluginStage {
  readonly log: LogSink;
}

const manifestText = readFileSync(new URL('../../../../plugins/logs/package.json', import.meta.url), 'utf8');

/** The plugin's manifest, or that of a copy: its id and everything that begins with it are changed. */
export function logsManifest(id = 'logs'): PluginManifest {
  const { devmgr } = JSON.parse(manifestText) as { devmgr: PluginManifest };
  const commands = devmgr.commands?.map((command) => ({
    ...command,
    id: command.id.replace(/^logs\./, `${id}.`),
    ...(command.when !== undefined && { when: command.when.replace(/\blogs\b/g, id) }),
  }));
  const cli = devmgr.cli?.map((word) => ({ ...word, name: id }));
  return {
    ...devmgr,
    id,
    ...(devmgr.tab && { tab: { ...devmgr.tab, id } }),
    ...(commands && { commands }),
    ...(cli && { cli }),
  };
}

/** Opens the tab, runs the test, closes everything. Anything that went wrong fails it, a command that was refused too. */
export async function onLogsStage(options: LogsStageOptions, test: (stage: LogsStage) => Promise<void>): Promise<void> {
  const made: { log?: LogSink } = {};
  const lay = (dir: string): StageGround => {
    const log = createLogSink({ dir, project: 'p-1', env: {}, now: realClock.now });
    made.log = log;
    return {
      plugin,
      manifest: logsManifest(options.id),
      redact: (text) => log.redact(text),
      prepare: (context) => void context.services.provide(LogStore, log.store),
      stop: () => log.dispose(),
    };
  };
  await onPluginStage(options, lay, async (stage) => {
    if (!made.log) throw new Error('there is no log');
    await test({ ...stage, log: made.log });
    if (stage.told.length > 0) throw new Error(stage.told.join('\n'));
  });
}
