import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { CommandCatalog, CommandInfo } from '../../commands/catalog.js';
import { fitText, styledWidth } from '../../widgets/fit-text.js';
import { keyName } from '../input/key-name.js';

export interface HelpRow {
  readonly keys: string;
  readonly text: string;
  readonly where?: string;
}

interface HelpSection {
  readonly title: string;
  readonly rows: readonly HelpRow[];
}

const MOST_KEY_CELLS = 18;
const WIDGETS: readonly HelpRow[] = [
  { keys: '↑ ↓ PgUp PgDn', text: 'Move; Home and End go to the ends' },
  { keys: '< >', text: 'Sort by the next column to the left, right', where: 'in tables' },
  { keys: '=', text: 'Turn the order round', where: 'in tables' },
  { keys: '↑ End', text: 'Hold the list, follow its end again', where: 'in logs' },
  { keys: '← → Space', text: 'Change a choice', where: 'in forms' },
  { keys: 'Enter', text: 'Type into a field, accept it', where: 'in forms' },
  { keys: 'Esc', text: 'Stop typing: keys are commands again', where: 'in forms' },
  { keys: 'Ctrl-W U K', text: 'Delete the word, all before, all behind', where: 'in forms' },
];
const MOUSE: readonly HelpRow[] = [
  { keys: 'click', text: 'Focus, select, press; tabs, keys, status line too' },
  { keys: 'header', text: 'Sort by that column; again: the other way round' },
  { keys: 'double click', text: 'Open, like Enter' },
  { keys: 'wheel', text: 'Scroll what is under the mouse' },
  { keys: 'Shift + drag', text: 'Select text with the terminal' },
];

/**
 * The lines of the help: keys of the screen, then what the keys of the current tab do now and what they do elsewhere in it,
 * then lists, forms and mouse. Other tabs come last.
 */
export function helpLines(
  catalog: Pick<CommandCatalog, 'all' | 'forKey'>,
  everywhere: readonly HelpRow[],
  current: { readonly pluginId: string },
): StyledText[] {
  const isOwn = ({ pluginId }: CommandInfo) => pluginId === current.pluginId;
  const withKeys = catalog.all().filter(({ keys }) => keys.length > 0);
  const reached = withKeys.map((command) => ({ ...command, keys: keysThatReach(command, catalog) }));
  const here = reached.filter((command) => command.keys.length > 0 && (isOwn(command) || worksEverywhere(command)));
  const isHere = ({ id }: CommandInfo) => here.some((command) => command.id === id);
  const elsewhere = withKeys.filter((command) => isOwn(command) && !isHere(command));
  const others = withKeys.filter((command) => !isOwn(command) && !isHere(command));
  const title = withKeys.find(isOwn)?.pluginTitle ?? current.pluginId;
  return allLines([
    { title: 'Everywhere', rows: everywhere },
    { title: `${title}, now`, rows: commandRows(here) },
    { title: `${title}, in other places or states`, rows: commandRows(elsewhere) },
    { title: 'Lists and forms', rows: WIDGETS },
    { title: 'Mouse', rows: MOUSE },
    ...otherTabs(others),
  ]);
}

/** Of two commands with the same key one is reached, and which one depends on where the person is. */
function keysThatReach(command: CommandInfo, catalog: Pick<CommandCatalog, 'forKey'>): string[] {
  return command.keys.filter((key) => catalog.forKey(key)?.id === command.id);
}

function otherTabs(commands: readonly CommandInfo[]): HelpSection[] {
  const plugins = [...new Set(commands.map(({ pluginId }) => pluginId))];
  return plugins.map((plugin) => {
    const own = commands.filter(({ pluginId }) => pluginId === plugin);
    return { title: `In the tab ${own[0]?.pluginTitle ?? plugin}`, rows: commandRows(own) };
  });
}

function commandRows(commands: readonly CommandInfo[]): HelpRow[] {
  return commands.map((command) => ({
    keys: command.keys.map(keyName).join(' '),
    text: command.title,
    where: worksEverywhere(command) ? 'everywhere' : '',
  }));
}

const worksEverywhere = ({ when }: CommandInfo) => when?.trim() === 'true';

function allLines(sections: readonly HelpSection[]): StyledText[] {
  const shown = sections.filter(({ rows }) => rows.length > 0);
  const widest = Math.max(...shown.flatMap(({ rows }) => rows.map((row) => styledWidth(row.keys))));
  const column = Math.min(MOST_KEY_CELLS, widest);
  return shown.flatMap((section, index) => [...(index > 0 ? [''] : []), ...sectionLines(section, column)]);
}

function sectionLines({ title, rows }: HelpSection, column: number): StyledText[] {
  return [[{ text: title, style: 'strong' }], ...rows.map((row) => rowLine(row, column))];
}

function rowLine({ keys, text, where }: HelpRow, column: number): TextSpan[] {
  const shown = fitText(keys, column);
  const pad = ' '.repeat(Math.max(0, column - styledWidth(shown)));
  const name = typeof shown === 'string' ? shown : shown.map((span) => span.text).join('');
  return [
    { text: `  ${name}${pad}  `, style: 'accent' },
    { text, style: keys === '' ? 'muted' : 'default' },
    { text: where ? `  ${where}` : '', style: 'muted' },
  ];
}
