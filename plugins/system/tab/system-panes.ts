import { widgets, type Tab, type WidgetHandle } from 'devmgr/plugin-api';
import { isChosen } from '../commands/providers/is-chosen.js';
import { selectedProvider } from '../commands/providers/selected-provider.js';
import type { ProvidersParts } from '../providers-parts.js';
import { latePart } from '../servers/late-part.js';
import { isAutostarted } from '../servers/start-automatically.js';
import type { SystemParts } from '../system-parts.js';
import { createJobsLine } from './finetuning/jobs-line.js';
import { LatePanes } from './late-panes.js';
import type { MadeLater, MakeOptions } from './make-late-panes.js';
import { createOptionsForm, type OptionsForm } from './options-form.js';
import { createProviderTable, type ProviderTable } from './providers/provider-table.js';
import { createServerPages, type ServerPages, type ServerPagesOptions } from './server/server-pages.js';
import { createServerTable, type ServerTable } from './server-table.js';
import type { SystemView } from './system-view.js';

/** What is on the System tab. */
export interface SystemPanes {
  readonly servers: ServerTable;
  readonly serverButtons: WidgetHandle;
  readonly form: OptionsForm;
  readonly server: ServerPages;
  readonly providers: ProviderTable;
  readonly providerButtons: WidgetHandle;
  readonly jobsLine: WidgetHandle;
  readonly late: LatePanes<MadeLater>;
}

export type SystemPanesOptions = Omit<ServerPagesOptions, 'focusLate'> &
  MakeOptions & { readonly made: (late: MadeLater) => void };

export function createSystemPanes(
  parts: SystemParts,
  view: SystemView,
  tab: Tab,
  pages: SystemPanesOptions,
): SystemPanes {
  const own = (name: string) => `${parts.context.manifest.id}.${name}`;
  const late = tab.own(createLatePanes(parts, view, tab, pages));
  return {
    late,
    servers: createServerTable(parts, view, tab),
    serverButtons: tab.grid.set(1, 0, 1, 1, widgets.buttons, {
      commands: [
        { command: own('start-server'), label: () => 'Start' },
        { command: own('stop-server'), label: () => 'Stop' },
        { command: own('restart-server'), label: () => 'Restart' },
        { command: own('reload-server'), label: () => 'Reload' },
        { command: own('open-server'), label: () => 'Open' },
        { command: own('toggle-autostart'), label: () => `Auto-start ${autostartText(parts)}` },
        { command: own('detach-server'), label: () => 'Detach' },
      ],
    }),
    form: createOptionsForm(parts, view, tab),
    server: createServerPages(parts, view, tab, {
      ...pages,
      focusLate: () => late.focus((made) => made.pages.focus()),
    }),
    providers: createProviderTable(parts.providers, view, tab),
    providerButtons: tab.grid.set(4, 0, 1, 1, widgets.buttons, {
      commands: [
        { command: own('refresh-providers'), label: () => 'Refresh' },
        { command: own('try-provider'), label: () => 'Try' },
        { command: own('choose-model'), label: () => 'Model' },
        { command: own('use-provider'), label: () => useLabel(parts.providers) },
      ],
    }),
    jobsLine: createJobsLine(view, tab),
  };
}

function createLatePanes(
  parts: SystemParts,
  view: SystemView,
  tab: Tab,
  pages: SystemPanesOptions,
): LatePanes<MadeLater> {
  const { clock, log } = parts.context;
  return new LatePanes({
    clock,
    async load() {
      const { makeLatePanes } = await latePart(() => import('./make-late-panes.js'));
      return () => makeLatePanes(parts, view, tab, pages);
    },
    made: pages.made,
    failed(error) {
      log.error('Panes of the System tab cannot be shown', error);
      pages.place();
    },
  });
}

function useLabel(parts: ProvidersParts): string {
  return isChosen(parts, selectedProvider(parts)?.id) ? 'Automatic again' : 'Use by default';
}

function autostartText(parts: SystemParts): string {
  const name = parts.selection.selected.get() ?? parts.manager.all.get()[0]?.name;
  return name !== undefined && isAutostarted(parts, name) ? 'on' : 'off';
}
