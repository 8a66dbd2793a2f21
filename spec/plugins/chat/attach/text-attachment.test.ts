import { expect, it } from 'vitest';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { textAttachment } from '../../../../plugins/chat/attach/text-attachment.js';

const text = textTools((line) => line.replaceAll('a-private-thing', '***'));

it('a text that was pasted is an attachment without secrets', async () => {
  expect(await textAttachment('pasted text', 'key a-private-thing\n', { text })).toEqual({
    kind: 'text',
    title: 'pasted text',
    text: 'key ***\n',
  });
});

it('5 MB are taken, and others have their turn meanwhile', async () => {
  const pasted = 'a line of it\n'.repeat(400_000);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  try {
    const attachment = await textAttachment('pasted text', pasted, { text });
    expect(attachment.kind === 'text' && attachment.text === pasted).toBe(true);
    expect(turns).toBeGreaterThan(3);
  } finally {
    clearInterval(timer);
  }
});

it('more than 10 MB are refused', async () => {
  await expect(textAttachment('stdin', 'x'.repeat(10_000_001), { text })).rejects.toMatchObject({
    code: 'PLUGIN_CHAT_ATTACHMENT',
    message: 'stdin is too large to attach: 10 MB, at most 10 MB',
  });
});
