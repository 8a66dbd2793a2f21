import { Store } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import type { ChatState } from '../../../../../plugins/chat/conversation/chat-state.js';
import type { Attachment } from '../../../../../plugins/chat/conversation/conversation.js';
import { followAttachments } from '../../../../../plugins/chat/tab/draft/follow-attachments.js';

type Parts = Parameters<typeof followAttachments>[0];

const pasted = { kind: 'text', title: 'pasted text', text: 'a log' } as const;

function stage(kept: readonly object[], told: string[] = []) {
  const state = new Store({ attachments: [] as readonly Attachment[], step: 0 });
  const seen: (readonly Attachment[])[] = [];
  const following = followAttachments({
    context: {
      workspace: { root: '/nowhere-at-all', name: 'x' },
      screen: { notify: ({ message }: { message: string }) => void told.push(message) },
      text: { redact: (text: string) => text },
      log: { warn: (message: string) => expect.fail(message) },
      signal: new AbortController().signal,
      pluginDir: '',
    },
    session: {
      state,
      attach: (one: Attachment) => state.update((now) => ({ ...now, attachments: [...now.attachments, one] })),
    },
    draft: { attachments: kept, setAttachments: (attachments: readonly Attachment[]) => void seen.push(attachments) },
  } as unknown as Parts);
  return { state: state as Store<Pick<ChatState, 'attachments'> & { step: number }>, seen, following, told };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('brings back what was attached, and then keeps what changes, not what is streamed', async () => {
  const { state, seen, following } = stage([{ title: 'pasted text', text: 'a log' }]);
  await until(() => seen.length > 0);
  expect(seen).toEqual([[pasted]]);
  for (let step = 1; step < 50; step++) state.update((now) => ({ ...now, step }));
  expect(seen).toHaveLength(1);
  state.update((now) => ({ ...now, attachments: [] }));
  expect(seen.at(-1)).toEqual([]);
  void following.dispose();
  state.update((now) => ({ ...now, attachments: [pasted] }));
  expect(seen).toHaveLength(2);
});

it('says which file is not there any more', async () => {
  const { seen, told, state } = stage([{ path: 'gone.md' }, { title: 'pasted text', text: 'a log' }]);
  await until(() => seen.length > 0);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('gone.md is attached no more: ');
  expect(state.get().attachments).toEqual([pasted]);
});
