import { expect, it } from 'vitest';
import type { Attachment } from '../../../../../plugins/chat/conversation/conversation.js';
import { keptAttachments, readKeptAttachments } from '../../../../../plugins/chat/tab/draft/kept-attachment.js';
import { KeptDraft } from '../../../../../plugins/chat/tab/draft/kept-draft.js';

function stage(stored: Record<string, unknown> = {}) {
  const timers = new Set<() => void>();
  const draft = new KeptDraft({
    storage: {
      workspaceDir: '',
      globalDir: '',
      state: {
        get: (key: string) => stored[key],
        set: (key: string, value: unknown) => ((stored[key] = JSON.parse(JSON.stringify(value))), Promise.resolve()),
      },
    },
    clock: {
      now: () => 0,
      setTimeout: (callback: () => void) => (timers.add(callback), { dispose: () => void timers.delete(callback) }),
      setInterval: () => ({ dispose: () => undefined }),
    },
    text: { redact: (text: string) => text.replaceAll('hunter2hunter2', '***') },
    log: { warn: (message: string) => expect.fail(message) },
  } as unknown as ConstructorParameters<typeof KeptDraft>[0]);
  return { draft, stored, timers };
}

it('is read when nothing was typed for a moment, or when it has to be', () => {
  const { draft, timers, stored } = stage();
  let reads = 0;
  const read = (text: string) => () => (reads++, text);
  draft.changed(read('a'));
  draft.changed(read('ab'));
  expect([reads, timers.size]).toEqual([0, 1]);
  [...timers][0]?.();
  expect([reads, draft.text]).toEqual([1, 'ab']);
  draft.changed(read('the password is hunter2hunter2'));
  draft.flush();
  draft.flush();
  expect(reads).toBe(2);
  expect(stage(stored).draft.text).toBe('the password is ***');
});

it('is nothing where another version wrote something else', () => {
  expect(stage({ 'chat.draft': 5, 'chat.draft-attachments': { a: 1 } }).draft.text).toBe('');
  expect(readKeptAttachments({ a: 1 })).toEqual([]);
  expect(readKeptAttachments([null, 7, { title: 'x' }, { path: 3 }, { path: 'a.md', more: 1 }])).toEqual([
    { path: 'a.md' },
  ]);
});

it('has files by their path, pasted text as it is, and not more of it than is sensible', () => {
  const attachments: readonly Attachment[] = [
    { kind: 'text', title: 'notes.md', path: 'notes.md', text: 'x' },
    { kind: 'text', title: 'pasted text', text: 'a log', language: 'text' },
    { kind: 'text', title: 'too long', text: 'x'.repeat(2_000_000) },
    { kind: 'image', title: 'a.png', path: '/tmp/a.png', mediaType: 'image/png', data: new Uint8Array(3) },
  ];
  const kept = keptAttachments(attachments);
  expect(kept).toEqual([
    { path: 'notes.md' },
    { title: 'pasted text', text: 'a log', language: 'text' },
    { path: '/tmp/a.png' },
  ]);
  const { draft } = stage();
  draft.setAttachments(attachments);
  expect(draft.attachments).toEqual(kept);
});
