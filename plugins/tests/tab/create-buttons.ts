import { widgets, type Tab } from 'devmgr/plugin-api';
import { gridRow } from './page-layout.js';

/** The rest of the keys stands on the key line. */
const buttonLabels = {
  'tests.run-all': 'Run all',
  'tests.run-unit': 'Unit',
  'tests.run-integration': 'Integration',
  'tests.run-failed': 'Failed',
  'tests.run-selected': 'Run selected',
  'tests.stop': 'Stop',
};

/** The buttons under the list. */
export function createButtons(tab: Tab): void {
  const commands = Object.entries(buttonLabels).map(([command, label]) => ({ command, label: () => label }));
  tab.grid.set(gridRow.buttons, 0, 1, 2, widgets.buttons, { commands });
}
