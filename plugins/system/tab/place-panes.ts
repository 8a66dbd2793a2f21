import type { Tab, Track, WidgetHandle } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { systemLayout, type SystemLayoutState, type SystemPaneId } from './system-layout.js';
import type { SystemPanes } from './system-panes.js';
import type { SystemView } from './system-view.js';

/** Puts the panes where they belong now. */
export interface Placing {
  (): void;
  /** Hides all panes, and gives the grid its first cells back. */
  clear(): void;
}

const FIRST_CELLS = Array.from({ length: 12 }, (): Track => '1fr');

/** Places the panes; what calls it is measured every other second, and seldom needs another layout. */
export function createPlacing(parts: SystemParts, view: SystemView, tab: Tab, panes: SystemPanes): Placing {
  let placed = '';
  const place = () => {
    const state = layoutState(parts, view, tab, panes);
    const key = JSON.stringify(state);
    if (key === placed) return;
    placed = key;
    const { rows, columns, places } = systemLayout(state);
    tab.grid.setTracks({ rows, columns });
    for (const [id, handle] of Object.entries(handles(panes)) as [SystemPaneId, WidgetHandle][]) {
      const at = places.get(id);
      if (at) handle.place(at.row, at.col, at.rowSpan, at.colSpan);
      handle.show(at !== undefined);
    }
    panes.late.now?.jobs.setListSeen(places.has('jobs') || places.has('jobs-line'));
  };
  const clear = () => {
    placed = '';
    for (const handle of Object.values(handles(panes))) handle.show(false);
    tab.grid.setTracks({ rows: FIRST_CELLS, columns: FIRST_CELLS });
  };
  return Object.assign(place, { clear });
}

function layoutState(parts: SystemParts, view: SystemView, tab: Tab, panes: SystemPanes): SystemLayoutState {
  const { provider, jobs } = panes.late.now ?? {};
  const { infoRows, hasAnswer } = provider?.shape() ?? NO_PROVIDER;
  return {
    ...tab.size.get(),
    isDetailsPage: view.details.get(),
    subject: view.subject.get(),
    servers: parts.manager.all.get().length,
    options: panes.form.kind(),
    serverPage: panes.server.shape(),
    providerInfoRows: infoRows,
    hasAnswer,
    ...(jobs?.shape() ?? NO_JOBS),
  };
}

/** Until the panes are made. */
const NO_PROVIDER = { infoRows: 0, hasAnswer: false };
const NO_JOBS = {
  jobs: undefined,
  job: { infoRows: 0, hasChart: false, checkpoints: 0, hasOutput: false },
  jobForm: undefined,
};

/** Those that are made later only when they are; those of the form for a new job after it was opened for the first time. */
function handles(panes: SystemPanes): Readonly<Partial<Record<SystemPaneId, WidgetHandle>>> {
  const { provider, jobs } = panes.late.now ?? {};
  return {
    servers: panes.servers.handle,
    'server-buttons': panes.serverButtons,
    options: panes.form.panes.place,
    'reload-option': panes.form.panes.reload,
    'no-options': panes.form.panes.nothing,
    providers: panes.providers.handle,
    'provider-buttons': panes.providerButtons,
    'jobs-line': panes.jobsLine,
    ...panes.server.handles(),
    ...(provider && { 'provider-info': provider.info, models: provider.models, answer: provider.answer }),
    ...jobs?.handles(),
  };
}
