import type { SlashCommand } from 'devmgr/plugin-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readWritten } from '../../../../plugins/chat/slash/read-written.js';

const find: SlashCommand = { name: 'find', argument: 'words…', title: 'Find Code', commandId: 'chat.find-code' };

it.each([
  ['/find retry', { kind: 'command', command: find, argument: 'retry' }],
  ['/find  two words \n', { kind: 'command', command: find, argument: 'two words' }],
  ['/find', { kind: 'command', command: find, argument: undefined }],
  ['/find ', { kind: 'command', command: find, argument: undefined }],
  ['/fnd retry', { kind: 'unknown-command', name: 'fnd' }],
  ['where is it?', { kind: 'question', text: 'where is it?' }],
  ['/etc/hosts is read where?', { kind: 'question', text: '/etc/hosts is read where?' }],
  [' /find', { kind: 'question', text: ' /find' }],
  ['/', { kind: 'question', text: '/' }],
  ['', { kind: 'question', text: '' }],
])('reads %j', (text, expected) => {
  expect(readWritten(text, [find])).toEqual(expected);
});

it('takes nothing away from a question', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const written = readWritten(text, [find]);
      expect(written.kind !== 'question' || written.text === text).toBe(true);
      expect(written.kind === 'question' || text.startsWith('/')).toBe(true);
    }),
  );
});
