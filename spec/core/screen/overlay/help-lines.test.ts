import { describe, expect, it } from 'vitest';
import type { CommandInfo } from '../../../../core/commands/catalog.js';
import { helpLines } from '../../../../core/screen/overlay/help-lines.js';

const command = (id: string, title: string, keys: string[], when?: string): CommandInfo => {
  const [pluginId = ''] = id.split('.');
  return { id, title, label: undefined, keys, when, pluginId, pluginTitle: pluginId.toUpperCase() };
};

/** Plain lines; `reached` names the command of every key. */
function help(commands: readonly CommandInfo[], reached: Readonly<Record<string, string>>): string[] {
  const catalog = { all: () => commands, forKey: (key: string) => commands.find(({ id }) => id === reached[key]) };
  const lines = helpLines(catalog, [{ keys: 'q', text: 'Quit' }], { pluginId: 'a' });
  return lines.map((line) => (typeof line === 'string' ? line : line.map(({ text }) => text).join('')).trim());
}

describe('the lines of the help', () => {
  it('say what a key does now, and apart from it what it does elsewhere', () => {
    const commands = [
      command('a.one', 'Show One', ['v']),
      command('a.two', 'Show Two', ['v']),
      command('a.close', 'Close', ['escape', 'c']),
      command('a.leave', 'Leave', ['escape']),
      command('a.silent', 'Has No Key', []),
    ];
    const lines = help(commands, { v: 'a.one', escape: 'a.leave', c: 'a.close' });
    const now = lines.slice(lines.indexOf('A, now'), lines.indexOf('A, in other places or states'));
    expect(now.map((line) => line.replace(/ +/g, ' '))).toEqual(['A, now', 'v Show One', 'c Close', 'Esc Leave', '']);
    expect(lines.filter((line) => line.includes('Show Two'))).toHaveLength(1);
    expect(lines.join()).not.toContain('Has No Key');
  });

  it('show keys of other tabs at the end, but with those of this tab where they work everywhere', () => {
    const commands = [command('b.all', 'Explain', ['C-e'], 'true'), command('b.run', 'Run', ['r'])];
    const lines = help(commands, { 'C-e': 'b.all' });
    expect(lines.slice(-2)).toEqual(['In the tab B', expect.stringMatching(/^r +Run$/)]);
    expect(lines[lines.indexOf('a, now') + 1]).toMatch(/^Ctrl-E +Explain +everywhere$/);
  });
});
