import {
  widgets,
  type FormField,
  type FormHandle,
  type FormValue,
  type Tab,
  type WidgetHandle,
} from 'devmgr/plugin-api';
import { selectedServer } from '../commands/selected-server.js';
import { isActive } from '../servers/server-record.js';
import type { SystemParts } from '../system-parts.js';
import type { SystemView } from './system-view.js';

/** What of a server can be chosen: `place`: host, port and reload; `reload`: it has no port; `nothing`: it is only watched. */
export type OptionsKind = 'place' | 'reload' | 'nothing';

export interface OptionsForm {
  readonly panes: Readonly<Record<OptionsKind, WidgetHandle>>;
  /** For the selected server. */
  kind(): OptionsKind;
  focus(): void;
  refresh(): void;
}

const RELOAD: FormField = { id: 'reload', kind: 'toggle', label: 'Reload' };
const FIELDS: Readonly<Record<'place' | 'reload', readonly FormField[]>> = {
  place: [
    { id: 'host', kind: 'text', label: 'Host', width: 15 },
    // No number field: an empty one must be told from the number that stood there before. One cell is for the cursor.
    { id: 'port', kind: 'text', label: 'Port', width: 6 },
    RELOAD,
  ],
  reload: [RELOAD],
};

/** Host, port and reload of the selected server; what differs from the settings is remembered, what is empty follows them. */
export function createOptionsForm(parts: SystemParts, view: SystemView, tab: Tab): OptionsForm {
  const kind = () => kindOf(parts);
  const place = createForm(parts, view, tab, { kind: 'place', column: 0 });
  const reload = createForm(parts, view, tab, { kind: 'reload', column: 8 });
  const nothing = tab.grid.set(2, 9, 1, 1, widgets.text, { title: 'Options', focusable: false });
  nothing.setLines([[{ text: 'It is only watched: its table says where', style: 'muted' }]]);
  return {
    panes: { place: place.handle, reload: reload.handle, nothing },
    kind,
    focus() {
      if (kind() === 'place') place.handle.focusField('port');
      if (kind() === 'reload') reload.handle.focusField('reload');
    },
    refresh() {
      place.refresh();
      reload.refresh();
    },
  };
}

function kindOf(parts: SystemParts): OptionsKind {
  const server = selectedServer(parts);
  if (server?.kind === 'url') return 'nothing';
  return server?.kind === 'command' && parts.manager.definition(server.name)?.port === undefined ? 'reload' : 'place';
}

interface FormPlan {
  readonly kind: 'place' | 'reload';
  /** Of the grid, before panes are placed. */
  readonly column: number;
}

function createForm(parts: SystemParts, view: SystemView, tab: Tab, { kind, column }: FormPlan) {
  const handle = tab.grid.set(2, column, 1, 1, widgets.form, {
    title: 'Options',
    focusId: `${parts.context.manifest.id}.${kind === 'place' ? 'options' : 'reload-option'}`,
    fields: FIELDS[kind],
  });
  tab.own(handle.onDidChange(() => void save(parts, handle)));
  tab.own(
    handle.onDidSubmit(() => {
      // What is wrong is corrected or left with Esc, not lost.
      if (Object.keys(handle.problems()).length === 0) view.leaveDetails();
    }),
  );
  let shown: string | undefined;
  const refresh = () => {
    const server = kindOf(parts) === kind ? selectedServer(parts) : undefined;
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
        if (kind === 'place') for (const field of ['host', 'port']) handle.setError(field, undefined);
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
  if (port !== undefined) handle.setError('port', isPort || typedPort === '' ? undefined : '1 to 65535');
  const typedHost = text(host);
  const isPlannedHost = typedHost === '' || typedHost === planned.host;
  // It is opened to others on the command line only, with a warning.
  const mayMove = parts.manager.definition(server.name)?.isGateway !== true;
  if (host !== undefined) handle.setError('host', isPlannedHost || mayMove ? undefined : 'stays here');
  await parts.preferences.change(server.name, {
    host: isPlannedHost || !mayMove ? undefined : typedHost,
    port: !isPort || Number(typedPort) === planned.port ? undefined : Number(typedPort),
    reload: typeof reload !== 'boolean' || reload === planned.reload ? undefined : reload,
  });
}

function text(value: FormValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
