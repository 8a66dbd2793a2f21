import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemSubject, SystemView } from '../tab/system-view.js';

/** Commands that only move about in the tab, by their ids. */
export function viewCommands(view: SystemView, showTab: () => void): Readonly<Record<string, CommandHandler['run']>> {
  const show = (subject: SystemSubject) => {
    showTab();
    view.showList(subject);
  };
  return {
    'system.edit-options': () => view.editOptions(),
    'system.leave-options': () => view.leaveDetails(),
    'system.show-details': () => view.showDetails(),
    'system.leave-details': () => view.leaveDetails(),
    'system.show-servers': () => show('server'),
    'system.show-providers': () => show('provider'),
  };
}
