import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemSubject, SystemView } from '../tab/system-view.js';

/** Commands that only move about in the tab, by their names. */
export function viewCommands(view: SystemView, showTab: () => void): Readonly<Record<string, CommandHandler['run']>> {
  const show = (subject: SystemSubject) => {
    showTab();
    view.showList(subject);
  };
  return {
    'edit-options': () => view.editOptions(),
    'leave-options': () => view.leaveDetails(),
    'show-details': () => view.showDetails(),
    'toggle-zoom': () => view.toggleZoom(),
    'leave-details': () => view.leaveDetails(),
    'show-servers': () => show('server'),
    'show-providers': () => show('provider'),
    'show-jobs': () => show('job'),
    'sort-jobs': () => view.sortJobs(),
  };
}
