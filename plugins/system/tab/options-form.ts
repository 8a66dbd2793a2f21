import { widgets, type FormHandle, type FormValue, type Tab } from 'devmgr/plugin-api';
import { selectedServer } from '../commands/selected-server.js';
import { isActive } from '../servers/server-record.js';
import type { SystemParts } from '../system-parts.js';
import type { SystemView } from './system-view.js';

export interface OptionsForm {
  readonly handle: FormHandle;
  refresh(): void;
}

/** Host, port and reload of the selected server; what differs from the settings is remembered, what is empty follows them. */
export function createOptionsForm(parts: SystemParts, view: SystemView, tab: Tab): OptionsForm {
  const handle = tab.grid.set(2, 0, 1, 1, widgets.form, {
    title: 'Options',
    focusId: 'system.options',
    fields: [
      { id: 'host', kind: 'text', label: 'Host', width: 15 },
      // No number field: an empty one must be told from the number that stood there before.
      { id: 'port', kind: 'text', label: 'Port', width: 5 },
      { id: 'reload', kind: 'toggle', label: 'Reload' },
    ],
  });
  tab.own(handle.onDidChange(() => void save(parts, handle)));
  tab.own(handle.onDidSubmit(() => view.leaveDetails()));
  let shown: string | undefined;
  const refresh = () => {
    const server = selectedServer(parts);
    const values = server ? effective(parts, server.name) : { host: '', port: '', reload: false };
    const key = JSON.stringify([server?.name, values]);
    handle.setTitle(server && isActive(server) ? 'Options · used at the next start' : 'Options');
    // What a person is typing is not overwritten by the same values again.
    if (key === shown || handle.hasFocus.get()) return;
    shown = key;
    handle.setValues(values);
  };
  tab.own(
    handle.hasFocus.onDidChange((hasFocus) => {
      // What was left in a field may be nothing that counts.
      if (!hasFocus) {
        shown = undefined;
        handle.setError('port', undefined);
      }
      refresh();
    }),
  );
  return { handle, refresh };
}

function effective({ manager, preferences }: SystemParts, name: string) {
  const { host, port, reload } = { ...manager.plannedPlace(name), ...preferences.startOptions(name) };
  return { host, port: String(port), reload };
}

/** What is no port is not remembered: the setting counts. */
async function save(parts: SystemParts, handle: FormHandle): Promise<void> {
  const server = selectedServer(parts);
  if (!server) return;
  const { host, port, reload } = handle.values();
  const planned = parts.manager.plannedPlace(server.name);
  const typedPort = text(port);
  const isPort = /^\d+$/.test(typedPort) && Number(typedPort) >= 1 && Number(typedPort) <= 65_535;
  handle.setError('port', isPort || typedPort === '' ? undefined : '1 to 65535');
  const typedHost = text(host);
  await parts.preferences.change(server.name, {
    host: typedHost === '' || typedHost === planned.host ? undefined : typedHost,
    port: !isPort || Number(typedPort) === planned.port ? undefined : Number(typedPort),
    reload: typeof reload !== 'boolean' || reload === planned.reload ? undefined : reload,
  });
}

function text(value: FormValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
