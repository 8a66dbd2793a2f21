import { widgets, type Tab } from 'devmgr/plugin-api';
import { isAutostarted } from '../servers/start-automatically.js';
import type { SystemParts } from '../system-parts.js';
import { createDetailPanes } from './detail-panes.js';
import { createOptionsForm } from './options-form.js';
import { createServerTable } from './server-table.js';
import { arrange, isNarrow } from './system-layout.js';
import type { SystemView } from './system-view.js';

/** Builds the System tab and keeps it in step with the servers. */
export function createSystemTab(parts: SystemParts, view: SystemView, tab: Tab): void {
  const { manager, selection } = parts;
  const table = createServerTable(parts, view, tab);
  const buttons = tab.grid.set(3, 0, 1, 1, widgets.buttons, {
    commands: [
      { command: 'system.start-server', label: () => 'Start' },
      { command: 'system.stop-server', label: () => 'Stop' },
      { command: 'system.restart-server', label: () => 'Restart' },
      { command: 'system.open-server', label: () => 'Open' },
      { command: 'system.toggle-autostart', label: () => `Auto-start: ${autostartText(parts)}` },
    ],
  });
  const form = createOptionsForm(parts, view, tab);
  const details = createDetailPanes(parts, tab);
  const place = () => arrange(tab, { table: table.handle, buttons, form: form.handle, details }, view.details.get());
  const refresh = () => {
    table.refresh();
    form.refresh();
    details.refresh();
  };
  tab.own(
    tab.size.onDidChange(() => {
      details.refresh();
      place();
    }),
  );
  tab.own(view.details.onDidChange(place));
  tab.own(manager.all.onDidChange(refresh));
  tab.own(manager.onDidChange(refresh));
  tab.own(parts.preferences.onDidChange(refresh));
  tab.own(
    selection.selected.onDidChange(() => {
      refresh();
      place();
    }),
  );
  tab.own(details.onDidChangeShape(place));
  tab.own({ dispose: () => view.detach() });
  view.attach({
    focusTable: () => table.handle.focus(),
    focusForm: () => form.handle.focusField('port'),
    focusDetails: () => details.focus(),
    isNarrow: () => isNarrow(tab),
  });
  place();
  refresh();
  void manager.discover().then(refresh);
  table.handle.focus();
}

function autostartText(parts: SystemParts): string {
  const name = parts.selection.selected.get() ?? parts.manager.all.get()[0]?.name;
  return name !== undefined && isAutostarted(parts, name) ? 'on' : 'off';
}
