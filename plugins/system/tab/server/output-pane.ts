import { widgets, type LogHandle, type LogSource, type Tab } from 'devmgr/plugin-api';
import type { SystemParts } from '../../system-parts.js';
import { outputSource } from '../output-source.js';

export interface OutputPane {
  readonly log: LogHandle;
  /** Shows what this server writes. */
  follow(name: string | undefined): void;
}

const EMPTY: LogSource = { first: 0, end: 0, lines: () => [] };

/** The output of the selected server, on two pages: its end under the facts, and alone. */
export function createOutputPane({ manager, context }: SystemParts, tab: Tab): OutputPane {
  const log = tab.grid.set(2, 3, 1, 1, widgets.log, {
    title: 'Output',
    focusId: `${context.manifest.id}.log`,
    empty: 'Nothing was written yet',
  });
  let shown: ReturnType<typeof manager.output> | 'nothing';
  let watch: { dispose(): void | Promise<void> } | undefined;
  tab.own({ dispose: () => watch?.dispose() });
  return {
    log,
    follow(name) {
      const output = name === undefined ? undefined : manager.output(name);
      if ((output ?? 'nothing') === shown) return;
      void watch?.dispose();
      shown = output ?? 'nothing';
      log.setSource(output ? outputSource(output) : EMPTY);
      log.follow(true);
      watch = output?.onDidAppend(() => log.changed());
    },
  };
}
