import { expect, it } from 'vitest';
import { completeTalk } from '../../../../plugins/chat/cli/chat-talk-completion.js';
import { talkCommand } from '../../../../plugins/chat/cli/chat-talk-commands.js';

const named = (line: string) => {
  const found = talkCommand(line);
  return found === undefined || found === 'unknown' ? found : [found.command.name, found.argument];
};

it('tells commands from questions', () => {
  expect(named('/exit')).toEqual(['exit', '']);
  expect(named('/attach  my notes.md ')).toEqual(['attach', 'my notes.md']);
  expect(named('/nosuch thing')).toBe('unknown');
  expect(named('/')).toBe('unknown');
  expect(named('/etc/hosts is read where?')).toBeUndefined();
  expect(named('why / how')).toBeUndefined();
});

it('completes commands', () => {
  expect(completeTalk('/h')).toEqual(['/help', '/history']);
  expect(completeTalk('why')).toEqual([]);
});
