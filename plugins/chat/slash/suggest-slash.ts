import type { EditorSuggestions, SlashCommand } from 'devmgr/plugin-api';

export interface SuggestParts {
  commands(): readonly SlashCommand[];
  /**
   * What may stand after a command, best first; `undefined` where nothing is known. `typed`: the word that is being written. Must be
   * cheap.
   */
  values(command: SlashCommand, typed: string): readonly string[] | undefined;
}

const mostItems = 50;

/** Completes `/fi` to commands, and what stands after a command to its values. */
export function suggestSlash(text: string, cursor: number, parts: SuggestParts): EditorSuggestions | undefined {
  if (!text.startsWith('/')) return undefined;
  const before = text.slice(0, cursor);
  const blank = before.search(/\s/);
  const commands = parts.commands();
  if (blank < 0) return suggestCommands(before.slice(1), commands);
  const command = commands.find(({ name }) => name === before.slice(1, blank));
  return command && suggestValues(before, command, parts);
}

/** Nothing for a name that is complete: then Enter runs it. */
function suggestCommands(typed: string, commands: readonly SlashCommand[]): EditorSuggestions | undefined {
  if (commands.some(({ name }) => name === typed)) return undefined;
  const begins = commands.filter(({ name }) => name.startsWith(typed));
  const holds = commands.filter(({ name }) => !name.startsWith(typed) && name.includes(typed));
  const items = [...begins, ...holds].map(({ name, argument, title }) => ({
    label: argument === undefined ? `/${name}` : `/${name} ${argument}`,
    detail: title,
    insert: argument === undefined ? `/${name}` : `/${name} `,
  }));
  return items.length === 0 ? undefined : { from: 0, items };
}

function suggestValues(before: string, command: SlashCommand, parts: SuggestParts): EditorSuggestions | undefined {
  const typed = /\S*$/.exec(before)?.[0] ?? '';
  const found = matching(parts.values(command, typed) ?? [], typed);
  if (found.length === 0 || found.includes(typed)) return undefined;
  const items = found.map((value) => ({ label: value, insert: value }));
  return { from: before.length - typed.length, items };
}

/** Those that begin so first; a path also counts by its last name. */
function matching(values: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  const begins: string[] = [];
  const holds: string[] = [];
  for (const value of values) {
    const known = value.toLowerCase();
    const at = known.indexOf(wanted);
    if (at < 0) continue;
    if (at === 0 || known.startsWith(wanted, known.lastIndexOf('/') + 1)) begins.push(value);
    else if (holds.length < mostItems) holds.push(value);
    if (begins.length === mostItems) break;
  }
  return [...begins, ...holds].slice(0, mostItems);
}
