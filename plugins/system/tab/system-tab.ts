import { widgets, type ReadonlyStore, type Tab, type WidgetHandle } from 'devmgr/plugin-api';
import { isChosen } from '../commands/providers/is-chosen.js';
import { selectedProvider } from '../commands/providers/selected-provider.js';
import { isAutostarted } from '../servers/start-automatically.js';
import type { ProvidersParts } from '../providers-parts.js';
import type { SystemParts } from '../system-parts.js';
import { createDetailPanes, type DetailPanes } from './detail-panes.js';
import { createOptionsForm, type OptionsForm } from './options-form.js';
import { countDownLimits } from './providers/count-down-limits.js';
import { createProviderPanes, type ProviderPanes } from './providers/provider-panes.js';
import { createProviderTable, type ProviderTable } from './providers/provider-table.js';
import { createServerTable, type ServerTable } from './server-table.js';
import { isNarrow, systemLayout, type SystemPaneId } from './system-layout.js';
import type { SystemSubject, SystemView } from './system-view.js';

interface Panes {
  readonly servers: ServerTable;
  readonly serverButtons: WidgetHandle;
  readonly form: OptionsForm;
  readonly server: DetailPanes;
  readonly providers: ProviderTable;
  readonly providerButtons: WidgetHandle;
  readonly provider: ProviderPanes;
}

/** Builds the System tab and keeps it in step with servers and AI providers. */
export function createSystemTab(parts: SystemParts, view: SystemView, tab: Tab): void {
  const panes = createPanes(parts, view, tab);
  const place = () => placePanes(parts, view, tab, panes);
  followServers(parts, panes, tab);
  followProviders(parts, view, panes, tab);
  countDownLimits(parts.providers, tab, () => {
    panes.providers.refresh();
    panes.provider.refresh();
  });
  tab.own(
    tab.size.onDidChange(() => {
      panes.server.refresh();
      panes.provider.refresh();
      place();
    }),
  );
  const changes = [
    view.details.onDidChange,
    view.subject.onDidChange,
    panes.server.onDidChangeShape,
    panes.provider.onDidChangeShape,
    parts.manager.all.onDidChange,
    parts.providers.views.all.onDidChange,
  ];
  for (const change of changes) tab.own(change(place));
  turnWithFocus(view, tab, panes);
  tab.own({ dispose: () => view.detach() });
  view.attach({
    focusList: (subject) => (subject === 'server' ? panes.servers : panes.providers).handle.focus(),
    focusForm: () => panes.form.handle.focusField('port'),
    focusDetails: () => (view.subject.get() === 'server' ? panes.server : panes.provider).focus(),
    modelFilter: panes.provider.modelFilter,
    isNarrow: () => isNarrow(tab),
  });
  place();
  const list = view.subject.get() === 'server' ? panes.servers : panes.providers;
  list.handle.focus();
}

function createPanes(parts: SystemParts, view: SystemView, tab: Tab): Panes {
  return {
    servers: createServerTable(parts, view, tab),
    serverButtons: tab.grid.set(1, 0, 1, 1, widgets.buttons, {
      commands: [
        { command: 'system.start-server', label: () => 'Start' },
        { command: 'system.stop-server', label: () => 'Stop' },
        { command: 'system.restart-server', label: () => 'Restart' },
        { command: 'system.open-server', label: () => 'Open' },
        { command: 'system.toggle-autostart', label: () => `Auto-start: ${autostartText(parts)}` },
      ],
    }),
    form: createOptionsForm(parts, view, tab),
    server: createDetailPanes(parts, tab),
    providers: createProviderTable(parts.providers, view, tab),
    providerButtons: tab.grid.set(4, 0, 1, 1, widgets.buttons, {
      commands: [
        { command: 'system.refresh-providers', label: () => 'Refresh' },
        { command: 'system.try-provider', label: () => 'Try' },
        { command: 'system.choose-model', label: () => 'Model' },
        { command: 'system.use-provider', label: () => useLabel(parts.providers) },
      ],
    }),
    provider: createProviderPanes(parts.providers, tab),
  };
}

function placePanes(parts: SystemParts, view: SystemView, tab: Tab, panes: Panes): void {
  const server = panes.server.shape();
  const provider = panes.provider.shape();
  const { rows, columns, places } = systemLayout({
    ...tab.size.get(),
    isDetailsPage: view.details.get(),
    subject: view.subject.get(),
    servers: parts.manager.all.get().length,
    providers: parts.providers.views.all.get().length,
    serverInfoRows: server.infoRows,
    providerInfoRows: provider.infoRows,
    hasLatency: server.hasLatency,
    hasAnswer: provider.hasAnswer,
  });
  tab.grid.setTracks({ rows, columns });
  for (const [id, handle] of Object.entries(handles(panes)) as [SystemPaneId, WidgetHandle][]) {
    const at = places.get(id);
    if (at) handle.place(at.row, at.col, at.rowSpan, at.colSpan);
    handle.show(at !== undefined);
  }
}

function handles(panes: Panes): Readonly<Record<SystemPaneId, WidgetHandle>> {
  const { server, provider } = panes;
  return {
    servers: panes.servers.handle,
    'server-buttons': panes.serverButtons,
    options: panes.form.handle,
    providers: panes.providers.handle,
    'provider-buttons': panes.providerButtons,
    'server-info': server.info,
    latency: server.sparkline,
    output: server.log,
    'provider-info': provider.info,
    models: provider.models,
    answer: provider.answer,
  };
}

/** The details are about the list that has, or last had, the focus. */
function turnWithFocus(view: SystemView, tab: Tab, panes: Panes): void {
  const turn = (hasFocus: ReadonlyStore<boolean>, subject: SystemSubject) =>
    tab.own(hasFocus.onDidChange((focused) => focused && view.turnTo(subject)));
  for (const pane of [panes.servers.handle, panes.serverButtons, panes.form.handle]) turn(pane.hasFocus, 'server');
  for (const pane of [panes.providers.handle, panes.providerButtons]) turn(pane.hasFocus, 'provider');
}

function followServers(parts: SystemParts, panes: Panes, tab: Tab): void {
  const { manager, selection, preferences } = parts;
  const refresh = () => {
    panes.servers.refresh();
    panes.form.refresh();
    panes.server.refresh();
  };
  tab.own(manager.all.onDidChange(refresh));
  tab.own(manager.onDidChange(refresh));
  tab.own(preferences.onDidChange(refresh));
  tab.own(selection.selected.onDidChange(refresh));
  refresh();
  void manager.discover().then(refresh);
}

function followProviders({ providers }: SystemParts, view: SystemView, panes: Panes, tab: Tab): void {
  const { context, views, isLooking, selected, trials } = providers;
  /** For `when`: what `u` does, and whether Esc closes an answer, which must be in sight for that. */
  const setContext = () => {
    const id = selectedProvider(providers)?.id;
    const isInSight = !isNarrow(tab) || view.details.get();
    context.commands.setContext('system.chosen', isChosen(providers, id));
    context.commands.setContext('system.answer', trials.of(id) !== undefined && isInSight);
    context.commands.setContext('system.answering', trials.running !== undefined);
  };
  const refresh = () => {
    setContext();
    panes.providers.refresh();
    panes.provider.refresh();
  };
  tab.own(views.all.onDidChange(refresh));
  tab.own(isLooking.onDidChange(refresh));
  const refreshDetails = () => {
    setContext();
    panes.provider.refresh();
  };
  tab.own(selected.onDidChange(refreshDetails));
  tab.own(trials.onDidChange(refreshDetails));
  tab.own(view.details.onDidChange(setContext));
  tab.own(tab.size.onDidChange(setContext));
  refresh();
}

function useLabel(parts: ProvidersParts): string {
  return isChosen(parts, selectedProvider(parts)?.id) ? 'Automatic again' : 'Use by default';
}

function autostartText(parts: SystemParts): string {
  const name = parts.selection.selected.get() ?? parts.manager.all.get()[0]?.name;
  return name !== undefined && isAutostarted(parts, name) ? 'on' : 'off';
}
