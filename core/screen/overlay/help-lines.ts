import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { CommandInfo } from '../../commands/catalog.js';
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

/** The lines of the help: keys of the screen, then the commands of every plugin that has some, the current tab's first. */
export function helpLines(
  commands: readonly CommandInfo[],
  everywhere: readonly HelpRow[],
  currentPlugin: string,
): StyledText[] {
  const sections = [...pluginSections(commands, currentPlugin)];
  const all = [
    { title: 'Everywhere', rows: everywhere },
    ...sections,
    { title: 'Lists and forms', rows: WIDGETS },
    { title: 'Mouse', rows: MOUSE },
  ];
  const column = Math.min(
    MOST_KEY_CELLS,
    Math.max(...all.flatMap(({ rows }) => rows.map((row) => styledWidth(row.keys)))),
  );
  return all.flatMap((section, index) => [...(index > 0 ? [''] : []), ...sectionLines(section, column)]);
}

function pluginSections(commands: readonly CommandInfo[], current: string): HelpSection[] {
  const plugins = [...new Set(commands.map((command) => command.pluginId))];
  plugins.sort((a, b) => Number(b === current) - Number(a === current));
  return plugins.map((plugin) => {
    const own = commands.filter((command) => command.pluginId === plugin);
    const rows = own.map((command) => ({
      keys: command.keys.map(keyName).join(' '),
      text: command.title,
      where: whereText(command),
    }));
    return { title: own[0]?.pluginTitle ?? plugin, rows };
  });
}

/** Keys that do not just work while the plugin's tab is shown say when they do. */
function whereText(command: CommandInfo): string {
  const focus = /focus\s*==\s*'([^']+)'/.exec(command.when ?? '')?.[1];
  // Ids are prefixed with the plugin's; the section has its name already.
  if (focus !== undefined) return `in ${focus.slice(focus.lastIndexOf('.') + 1)}`;
  return command.when?.trim() === 'true' ? 'everywhere' : '';
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
