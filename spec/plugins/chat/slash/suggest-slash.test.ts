import type { SlashCommand } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import { suggestSlash } from '../../../../plugins/chat/slash/suggest-slash.js';

const command = (name: string, argument?: string): SlashCommand => ({
  name,
  argument,
  title: `Do ${name}`,
  commandId: `chat.${name}`,
});
const commands = [command('find', 'words…'), command('files', 'words…'), command('new'), command('pin', 'path…')];
const paths = ['app/main.py', 'app/pricing.py', 'tests/unit/test_pricing.py'];

const suggest = (text: string, cursor = text.length) => {
  const parts = {
    commands: () => commands,
    values: ({ name }: SlashCommand) => (name === 'pin' ? paths : undefined),
  };
  const found = suggestSlash(text, cursor, parts);
  return (
    found && {
      from: found.from,
      labels: found.items.map(({ label }) => label),
      inserts: found.items.map(({ insert }) => insert),
    }
  );
};

it('offers all commands at the slash', () => {
  expect(suggest('/')).toEqual({
    from: 0,
    labels: ['/find words…', '/files words…', '/new', '/pin path…'],
    inserts: ['/find ', '/files ', '/new', '/pin '],
  });
});

it('narrows them down, those that begin so first', () => {
  expect(suggest('/fi')?.labels).toEqual(['/find words…', '/files words…']);
  expect(suggest('/in')?.labels).toEqual(['/find words…', '/pin path…']);
  expect(suggest('/xyz')).toBeUndefined();
});

it('has nothing to say of a name that is complete, so that Enter runs it', () => {
  expect(suggest('/new')).toBeUndefined();
  expect(suggest('/find')).toBeUndefined();
});

it('offers the values of what stands after a command, by their last names too', () => {
  expect(suggest('/pin ')).toMatchObject({ from: 5, inserts: paths });
  expect(suggest('/pin pri')).toMatchObject({ from: 5, inserts: ['app/pricing.py', 'tests/unit/test_pricing.py'] });
  expect(suggest('/pin TEST')).toMatchObject({ inserts: ['tests/unit/test_pricing.py'] });
  expect(suggest('/pin app/main.py')).toBeUndefined();
  expect(suggest('/find pri')).toBeUndefined();
});

it('is about what stands before the cursor', () => {
  expect(suggest('/fi and more', 3)?.labels).toEqual(['/find words…', '/files words…']);
  expect(suggest('a /fi')).toBeUndefined();
});

it('stays short where thousands would fit', () => {
  const many = Array.from({ length: 60_000 }, (_, at) => `src/module_${at}.py`);
  const parts = { commands: () => commands, values: () => many };
  expect(suggestSlash('/pin odul', 9, parts)?.items).toHaveLength(50);
  expect(suggestSlash('/pin mod', 8, parts)?.items).toHaveLength(50);
});
