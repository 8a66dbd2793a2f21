import { widgets, type FormHandle, type Tab } from 'devmgr/plugin-api';
import { selectedServer } from '../commands/selected-server.js';
import { isActive } from '../servers/server-record.js';
import type { SystemParts } from '../system-parts.js';
import type { SystemView } from './system-view.js';

export interface OptionsForm {
  readonly handle: FormHandle;
  refresh(): void;
}

/** Host, port and reload of the selected server; what differs from the settings is remembered. */
export function createOptionsForm(parts: SystemParts, view: SystemView, tab: Tab): OptionsForm {
  const handle = tab.grid.set(4, 0, 1, 1, widgets.form, {
    title: 'Options',
    focusId: 'system.options',
    fields: [
      { id: 'host', kind: 'text', label: 'Host', width: 15 },
      { id: 'port', kind: 'number', label: 'Port', width: 5, minimum: 1, maximum: 65_535 },
      { id: 'reload', kind: 'toggle', label: 'Reload' },
    ],
  });
  tab.own(handle.onDidChange(() => void save(parts, handle)));
  tab.own(handle.onDidSubmit(() => view.leaveDetails()));
  let shown: string | undefined;
  const refresh = () => {
    const server = selectedServer(parts);
    const values = server ? effective(parts, server.name) : { host: '', port: 0, reload: false };
    const key = JSON.stringify([server?.name, values]);
    handle.setTitle(server && isActive(server) ? 'Options · used at the next start' : 'Options');
    // What a person is typing is not overwritten by the same values again.
    if (key === shown || handle.hasFocus.get()) return;
    shown = key;
    handle.setValues(values);
  };
  tab.own(handle.hasFocus.onDidChange(() => refresh()));
  return { handle, refresh };
}

function effective({ manager, preferences }: SystemParts, name: string) {
  return { ...manager.plannedPlace(name), ...preferences.startOptions(name) };
}

async function save(parts: SystemParts, handle: FormHandle): Promise<void> {
  const server = selectedServer(parts);
  if (!server) return;
  const { host, port, reload } = handle.values();
  const planned = parts.manager.plannedPlace(server.name);
  const isPort = typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535;
  handle.setError('port', isPort ? undefined : 'a port is 1 to 65535');
  const typed = typeof host === 'string' ? host.trim() : '';
  await parts.preferences.change(server.name, {
    host: typed === '' || typed === planned.host ? undefined : typed,
    port: !isPort || port === planned.port ? undefined : port,
    reload: typeof reload !== 'boolean' || reload === planned.reload ? undefined : reload,
  });
}
