import type { Tab, WidgetHandle } from 'devmgr/plugin-api';
import { isChosen } from '../commands/providers/is-chosen.js';
import { selectedProvider } from '../commands/providers/selected-provider.js';
import type { SystemParts } from '../system-parts.js';
import type { MadeLater } from './make-late-panes.js';
import { createPlacing, type Placing } from './place-panes.js';
import { countDownLimits } from './providers/count-down-limits.js';
import { areMeasured } from './server/are-measured.js';
import { followTime } from './server/follow-time.js';
import { MetricHistory } from './server/metric-history.js';
import { isNarrow } from './system-layout.js';
import { createSystemPanes, type SystemPanes } from './system-panes.js';
import type { SystemSubject, SystemView } from './system-view.js';

/** Builds the System tab and keeps it in step with servers and AI providers. */
export function createSystemTab(parts: SystemParts, view: SystemView, tab: Tab): void {
  const history = new MetricHistory();
  const made = (late: MadeLater) => {
    panes.server.arrived(late.pages);
    late.provider.refresh();
    tab.own(late.provider.onDidChangeShape(place));
    for (const pane of [late.jobs.list, late.jobs.buttons]) turnWithFocus(view, tab, pane, 'job');
    place();
  };
  const panes: SystemPanes = createSystemPanes(parts, view, tab, {
    history,
    place: () => place(),
    clear: () => place.clear(),
    made,
  });
  const { late } = panes;
  const place: Placing = createPlacing(parts, view, tab, panes);
  followServers(parts, panes, tab, history);
  followProviders(parts, view, panes, tab);
  countDownLimits(parts.providers, tab, () => {
    panes.providers.refresh();
    late.now?.provider.refresh();
  });
  followSize(view, tab, panes, place);
  const changes = [view.subject.onDidChange, parts.manager.all.onDidChange, parts.selection.selected.onDidChange];
  for (const change of changes) tab.own(change(place));
  followFocus(view, tab, panes);
  attach(view, tab, panes);
  place();
  focusList(panes, view.subject.get());
}

/** Other panes fit, or are shown with other widths. */
function followSize(view: SystemView, tab: Tab, { server, late }: SystemPanes, place: () => void): void {
  const fit = () => {
    server.refresh();
    late.now?.provider.refresh();
    late.now?.jobs.refresh();
    place();
  };
  tab.own(
    tab.size.onDidChange(() => {
      // Before panes are hidden: the one that has the keys would lose them.
      view.fit();
      fit();
    }),
  );
  tab.own(view.details.onDidChange(fit));
}

/** Commands work on the panes from now on, until the tab goes. */
function attach(view: SystemView, tab: Tab, panes: SystemPanes): void {
  const { late, form } = panes;
  tab.own({ dispose: () => view.detach() });
  view.attach({
    focusList: (subject) => focusList(panes, subject),
    focusForm() {
      late.keepFocus();
      form.focus();
    },
    focusDetails: () => focusDetails(panes, view.subject.get()),
    focusJobForm: () => late.focus(({ jobs }) => jobs.focusForm()),
    sortJobs: () => late.whenMade(() => late.now?.jobs.sort()),
    modelFilter: () => late.now?.provider.modelFilter,
    whenMade: (act) => late.whenMade(act),
    isNarrow: () => isNarrow(tab),
    hasDetailsFocus: () => detailsHandles(panes).some(({ hasFocus }) => hasFocus.get()),
  });
}

function focusList({ servers, providers, late }: SystemPanes, subject: SystemSubject): void {
  if (subject === 'job') return late.focus(({ jobs }) => jobs.list.focus());
  late.keepFocus();
  (subject === 'server' ? servers : providers).handle.focus();
}

function focusDetails({ server, late }: SystemPanes, subject: SystemSubject): void {
  late.keepFocus();
  if (subject === 'server') server.focus();
  else if (subject === 'job') late.focus(({ jobs }) => jobs.focusDetails());
  else late.focus(({ provider }) => provider.focus());
}

function detailsHandles({ server, late }: SystemPanes): readonly WidgetHandle[] {
  const { provider, jobs } = late.now ?? {};
  return [
    ...Object.values(server.handles()),
    ...(provider ? [provider.info, provider.models, provider.answer] : []),
    ...(jobs?.detailHandles() ?? []),
  ];
}

/** The details are about the list that has, or last had, the focus. */
function turnWithFocus(view: SystemView, tab: Tab, { hasFocus }: WidgetHandle, subject: SystemSubject): void {
  tab.own(hasFocus.onDidChange((focused) => focused && view.turnTo(subject)));
}

function followFocus(view: SystemView, tab: Tab, panes: SystemPanes): void {
  const options = Object.values(panes.form.panes);
  for (const pane of [panes.servers.handle, panes.serverButtons, ...options]) turnWithFocus(view, tab, pane, 'server');
  for (const pane of [panes.providers.handle, panes.providerButtons]) turnWithFocus(view, tab, pane, 'provider');
}

/** News is shown at once; what is measured, and what only the time changes, at the next tick. */
function followServers(parts: SystemParts, panes: SystemPanes, tab: Tab, history: MetricHistory): void {
  const { manager, selection, preferences } = parts;
  const refresh = () => {
    panes.servers.refresh();
    panes.form.refresh();
    panes.server.refresh();
  };
  followTime(parts, tab, { history, refresh });
  let before = manager.all.get();
  tab.own(
    manager.all.onDidChange((servers) => {
      if (!areMeasured(before, servers)) refresh();
      before = servers;
    }),
  );
  tab.own(manager.onDidChange(refresh));
  tab.own(preferences.onDidChange(refresh));
  tab.own(selection.selected.onDidChange(refresh));
  refresh();
  void manager.discover().then(refresh);
}

function followProviders({ providers }: SystemParts, view: SystemView, panes: SystemPanes, tab: Tab): void {
  const { context, views, isLooking, selected, trials } = providers;
  /** For `when`: what `u` does, and whether Esc closes an answer, which must be in sight for that. */
  const setContext = () => {
    const id = selectedProvider(providers)?.id;
    const isInSight = !isNarrow(tab) || view.details.get();
    context.commands.setContext(`${context.manifest.id}.chosen`, isChosen(providers, id));
    context.commands.setContext(`${context.manifest.id}.answer`, trials.of(id) !== undefined && isInSight);
    context.commands.setContext(`${context.manifest.id}.answering`, trials.running !== undefined);
  };
  const refresh = () => {
    setContext();
    panes.providers.refresh();
    panes.late.now?.provider.refresh();
  };
  tab.own(views.all.onDidChange(refresh));
  tab.own(isLooking.onDidChange(refresh));
  const refreshDetails = () => {
    setContext();
    panes.late.now?.provider.refresh();
  };
  tab.own(selected.onDidChange(refreshDetails));
  tab.own(trials.onDidChange(refreshDetails));
  tab.own(view.details.onDidChange(setContext));
  tab.own(tab.size.onDidChange(setContext));
  refresh();
}
