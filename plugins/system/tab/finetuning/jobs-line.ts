import { widgets, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { SystemView } from '../system-view.js';

/** Stands in place of the list of jobs where there is nothing to list. */
export function createJobsLine(view: SystemView, tab: Tab): TextHandle {
  const line = tab.grid.set(6, 2, 1, 1, widgets.text, { border: false, focusable: false });
  line.setLines([[{ text: ' Fine-tuning: no jobs yet · v goes on to them', style: 'muted' }]]);
  tab.own(line.onDidClick(() => view.showList('job')));
  return line;
}
