import { widgets, type StyledText, type Tab, type TableHandle } from 'devmgr/plugin-api';
import type { SystemParts } from '../../system-parts.js';
import { factRows } from '../fact-rows.js';
import { detailsWidth } from '../system-layout.js';
import type { SystemView } from '../system-view.js';
import { environmentFacts } from './environment-facts.js';
import { environmentVariables, type EnvironmentVariable } from './environment-variables.js';
import { VariableOrigins } from './variable-origins.js';
import type { ServerPage } from './server-page.js';

export interface EnvironmentPage extends ServerPage<'environment-facts' | 'environment'> {
  /** Shows the value of the selected variable, or masks it again; false: none is selected. */
  toggleValue(): boolean;
  selected(): EnvironmentVariable | undefined;
  factRows(): number;
}

const BORDER = 2;

/** How a server is run, and the variables that are added for it; values that look secret are masked until one is asked for. */
export function createEnvironmentPage(parts: SystemParts, view: SystemView, tab: Tab): EnvironmentPage {
  const { manager, context } = parts;
  let revealed: string | undefined;
  let of: string | undefined;
  let rows = 3;
  const facts = tab.grid.set(0, 7, 1, 1, widgets.text, { title: 'How it is run', wrap: true, focusable: false });
  const table = createTable(tab, `${context.manifest.id}.environment`, () => revealed);
  const origins = tab.own(new VariableOrigins(() => fill()));
  const fill = () => {
    const variables = of === undefined ? [] : environmentVariables(parts, of, origins.of(manager.definition(of)));
    table.setRows(variables);
    const isMasked = variables.some(({ masked, value }) => masked !== value);
    const count = variables.length === 0 ? 'Variables' : `Variables ${variables.length}  `;
    table.setTitle([{ text: count }, { text: isMasked ? 'V shows a value' : '', style: 'muted' }]);
  };
  tab.own(
    table.selected.onDidChange((variable) => {
      if (revealed === undefined || variable?.name === revealed) return;
      revealed = undefined;
      fill();
    }),
  );
  return {
    panes: { 'environment-facts': facts, environment: table },
    focus: () => table.focus(),
    selected: () => table.selected.get(),
    factRows: () => rows,
    toggleValue() {
      const name = table.selected.get()?.name;
      revealed = name === revealed ? undefined : name;
      fill();
      return name !== undefined;
    },
    refresh(server) {
      if (server?.name !== of) revealed = undefined;
      of = server?.name;
      const lines = of === undefined ? [] : environmentFacts(manager.definition(of), manager.facts(of), context.text);
      facts.setLines(lines);
      rows = factRows(lines, detailsWidth(tab, view.details.get()), context.text) + BORDER;
      fill();
    },
  };
}

function createTable(tab: Tab, focusId: string, revealed: () => string | undefined): TableHandle<EnvironmentVariable> {
  return tab.grid.set(1, 7, 1, 1, widgets.table<EnvironmentVariable>(), {
    title: 'Variables',
    focusId,
    columns: [
      { id: 'name', title: 'VARIABLE', width: 'fill', cut: 'middle', cell: ({ name }) => name },
      { id: 'value', title: 'VALUE', width: 'fill', cell: (variable) => valueText(variable, revealed()) },
      { id: 'from', title: 'FROM', width: 14, minTableWidth: 60, cut: 'middle', cell: fromText },
    ],
    id: ({ name }) => name,
    searchText: ({ name }) => name,
    empty: 'No variable is added for it',
  });
}

function valueText({ name, value, masked }: EnvironmentVariable, revealed: string | undefined): StyledText {
  return name === revealed || masked === value ? value : [{ text: masked, style: 'muted' }];
}

function fromText({ from }: EnvironmentVariable): StyledText {
  return [{ text: from, style: 'muted' }];
}
