import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAttachment } from '../../../../plugins/codegen/cli/read-attachment.js';

let folder: string;
const isSecret = (path: string) => path.endsWith('/.env');
const attach = (path: string) => readAttachment(path, { from: folder, isSecret });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devmgr-attach-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'notes.md'), 'one\r\ntwo ä\r\n');
  writeFileSync(join(folder, '.env'), 'KEY=1\n');
  symlinkSync(join(folder, '.env'), join(folder, 'harmless.txt'));
  symlinkSync('loop', join(folder, 'loop'));
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'image.png'), new Uint8Array([0x89, 0x50, 0xff, 0xfe]));
  writeFileSync(join(folder, 'zeros.bin'), 'a\0b');
  writeFileSync(join(folder, 'large.txt'), 'x'.repeat(2_000_001));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('reads text as it is named, with one kind of line ends', async () => {
  expect(await attach('notes.md')).toEqual({ title: 'notes.md', text: 'one\ntwo ä\n' });
  expect((await attach(join(folder, 'notes.md'))).text).toBe('one\ntwo ä\n');
});

test.each([
  ['nothing.md', /^There is no file nothing\.md$/],
  ['notes.md/more', /^There is no file/],
  ['loop', /^loop cannot be read/],
  ['sub', /^sub is no file$/],
  ['pipe', /^pipe is no file$/],
  ['.env', /^\.env holds keys or passwords$/],
  ['harmless.txt', /^harmless\.txt holds keys or passwords$/],
  ['empty.txt', /^empty\.txt is empty$/],
  ['image.png', /^image\.png is no text$/],
  ['zeros.bin', /^zeros\.bin is no text$/],
  ['large.txt', /^large\.txt is larger than 2 MB$/],
])('refuses %s', async (path, message) => {
  await expect(attach(path)).rejects.toMatchObject({
    code: 'DEVMGR_USAGE',
    exitCode: 2,
    message: expect.stringMatching(message) as string,
  });
});
