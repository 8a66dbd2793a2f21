import { expect, it } from 'vitest';
import { typedPath } from '../../../../plugins/chat/attach/typed-path.js';

it.each([
  [' docs/notes.md ', 'docs/notes.md'],
  ['"docs/my notes.md"', 'docs/my notes.md'],
  ["'docs/my notes.md'", 'docs/my notes.md'],
  ["it's.md", "it's.md"],
  ['docs/my\\ notes\\(1\\).md', 'docs/my notes(1).md'],
  ['file:///srv/my%20notes.md', '/srv/my notes.md'],
  ['file://elsewhere/notes.md', 'file://elsewhere/notes.md'],
  ['', ''],
])('%j means %j', (written, path) => {
  expect(typedPath(written)).toBe(path);
});
