import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DevmgrError } from 'devmgr/plugin-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../core/log/redact.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { pdfText } from '../../../../plugins/chat/attach/pdf/pdf-text.js';
import { readAttachment, type AttachParts } from '../../../../plugins/chat/attach/read-attachment.js';
import type { Attachment } from '../../../../plugins/chat/conversation/conversation.js';
import { builtPlugin, type BuiltPlugin } from '../../../support/built-plugin.js';
import { makePdf } from './make-pdf.js';

const { redact } = createRedactor({ DB_PASSWORD: 'a-private-thing' });
const text = textTools(redact);
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const images = {
  'image/png': png,
  'image/jpeg': Buffer.from('ffd8ffe000104a464946', 'hex'),
  'image/gif': Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'),
  'image/webp': Buffer.from('RIFF\x1a\x00\x00\x00WEBPVP8L', 'latin1'),
};
const privateKey = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ'.repeat(2)}\n-----END PRIVATE KEY-----\n`;

let base: string;
let root: string;
let plugin: BuiltPlugin;
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-attach-')));
  root = join(base, 'shop');
  await mkdir(root);
  plugin = await builtPlugin(fileURLToPath(new URL('../../../../plugins/chat', import.meta.url)));
});
afterAll(async () => {
  await rm(base, { recursive: true, force: true });
  await plugin[Symbol.asyncDispose]();
});

async function put(path: string, content: string | Uint8Array): Promise<string> {
  const full = join(root, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, content);
  return full;
}

const attach = (path: string, parts: Partial<AttachParts> = {}): Promise<Attachment> =>
  readAttachment(path, { root, context: { text, pluginDir: plugin.dir }, ...parts });

async function refusal(path: string, parts: Partial<AttachParts> = {}): Promise<DevmgrError> {
  const error: unknown = await attach(path, parts).catch((reason: unknown) => reason);
  if (!DevmgrError.isInstance(error)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  expect(error.code).toBe('PLUGIN_CHAT_ATTACHMENT');
  expect(error.exitCode).toBe(2);
  expect(error.hint).toBeTruthy();
  return error;
}

describe('a file that is attached', () => {
  it.each([
    ['docs/notes.md', '# Notes\n', 'markdown'],
    ['data/orders.json', '{"a": 1}', 'json'],
    ['data/orders.csv', 'id,name\n1,x\n', undefined],
    ['notes.txt', 'grüß dich\n', undefined],
    ['app/main.py', 'print(1)\n', 'python'],
    ['run', '#!/usr/bin/env python3\nprint(1)\n', 'python'],
    ['logo.svg', '<svg/>', 'xml'],
    ['.env.example', 'KEY=\n', undefined],
  ])('%s is read as text', async (path, content, language) => {
    await put(path, content);
    expect(await attach(path)).toEqual({
      kind: 'text',
      title: path,
      path,
      text: content,
      ...(language !== undefined && { language }),
    });
  });

  it('is named from the root, from another folder, absolute, or from home; elsewhere it is named as a whole', async () => {
    const full = await put('docs/a.md', 'a');
    expect((await attach(full)).title).toBe('docs/a.md');
    expect((await attach('a.md', { from: join(root, 'docs') })).title).toBe('docs/a.md');
    const outside = join(base, 'b.md');
    await writeFile(outside, 'b');
    expect(await attach('../b.md')).toMatchObject({ title: outside, path: outside, text: 'b' });
    await symlink(root, join(base, 'link'));
    expect((await attach('docs/a.md', { root: join(base, 'link'), from: root })).title).toBe('docs/a.md');
    expect((await refusal('~/no such file')).message).toBe(`There is no file ${join(homedir(), 'no such file')}`);
  });

  it('in UTF-16 or Latin-1 is text too', async () => {
    await put('wide.txt', Buffer.from('\ufeffhallo', 'utf16le'));
    await put('narrow.txt', Buffer.from('gr\xfc\xdf dich, lieber Leser', 'latin1'));
    expect(await attach('wide.txt')).toMatchObject({ text: 'hallo' });
    expect(await attach('narrow.txt')).toMatchObject({ text: 'grüß dich, lieber Leser' });
  });

  it('has no secrets in it any more, wherever they stand in a long one', async () => {
    const lines = Array.from(
      { length: 9_000 },
      (_, at) => `line ${at}: password a-private-thing, sk-abcdefghijklmnop${at + 10_000}`,
    );
    await put('long.log', lines.join('\n'));
    await put(
      'one-line.json',
      `{"x": "${'word '.repeat(40_000)}a-private-thing${'y'.repeat(150_000)} a-private-thing"}`,
    );
    const long = await attach('long.log');
    const masked = long.kind === 'text' ? long.text.split('\n') : [];
    expect(masked).toHaveLength(lines.length);
    expect(masked.filter((line) => !/^line \d+: password \*\*\*, \*\*\*$/.test(line))).toEqual([]);
    const oneLine = JSON.stringify(await attach('one-line.json'));
    expect(oneLine).not.toContain('a-private-thing');
    expect(oneLine.length).toBeGreaterThan(350_000);
  });

  it.each(Object.entries(images))('%s is known by its first bytes, whatever it is called', async (mediaType, bytes) => {
    await put('picture.dat', bytes);
    expect(await attach('picture.dat')).toEqual({
      kind: 'image',
      title: 'picture.dat',
      path: 'picture.dat',
      mediaType,
      data: new Uint8Array(bytes),
    });
  });
});

describe('what cannot be attached is refused with a reason', () => {
  it('nothing, nothing there, a folder, no text, empty', async () => {
    await put('docs/x.md', 'x');
    await put('image.png.bin', Buffer.from([1, 2, 0, 3]));
    await put('empty.txt', '');
    expect((await refusal(' ')).message).toBe('No file was named');
    const gone = await refusal('nothing.md');
    expect(gone.message).toBe('There is no file nothing.md');
    expect(gone.hint).toBe(`Check the path: it was looked for at ${join(root, 'nothing.md')}`);
    expect((await refusal('docs/x.md/y')).message).toBe('There is no file docs/x.md/y');
    expect((await refusal('docs')).message).toBe('docs is a folder');
    expect((await refusal('.')).message).toBe('. is a folder');
    expect((await refusal('image.png.bin')).message).toBe('image.png.bin is no text');
    expect((await refusal('empty.txt')).message).toBe('empty.txt is empty');
    expect((await refusal('a\0b')).message).toContain('cannot be read');
  });

  it('too large', async () => {
    await put('large.txt', Buffer.alloc(10_000_001, 'x'));
    await put('large.png', Buffer.concat([png, Buffer.alloc(5_000_000)]));
    await put('huge.bin', Buffer.alloc(30_000_001, 'x'));
    expect((await refusal('large.txt')).message).toBe('large.txt is too large to attach: 10 MB, at most 10 MB');
    expect((await refusal('large.png')).message).toBe('large.png is too large to attach: 5 MB, at most 5 MB');
    expect((await refusal('huge.bin')).message).toMatch('huge.bin is too large to attach: 30 MB');
  });

  it.each(['.env', '.env.local', 'deploy/id_rsa', 'certs/server.key', '.ssh/config', 'credentials.json'])(
    'a file that holds secrets: %s',
    async (path) => {
      await put(path, 'x=1');
      expect((await refusal(path)).message).toBe(`${path} holds keys or passwords`);
    },
  );

  it('such a file behind a link, and a key in a file with a harmless name', async () => {
    await put('.env', 'x=1');
    await symlink(join(root, '.env'), join(root, 'settings.txt'));
    await put('notes/key.txt', privateKey);
    expect((await refusal('settings.txt')).message).toBe('settings.txt holds keys or passwords');
    expect((await refusal('notes/key.txt')).message).toBe('notes/key.txt holds keys or passwords');
  });

  it.skipIf(process.platform === 'win32')('a pipe, without waiting for it', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect((await refusal('pipe')).message).toBe('pipe is no file');
  });

  it.skipIf(process.platform === 'win32')('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'socket'), resolve));
    try {
      expect((await refusal('socket')).message).toBe('socket is no file');
    } finally {
      server.close();
    }
  });

  it.skipIf(process.getuid?.() === 0)('no permission', async () => {
    await chmod(await put('closed.txt', 'x'), 0);
    expect((await refusal('closed.txt')).message).toBe('closed.txt may not be read');
  });
});

describe('a PDF', () => {
  it('is read page by page, whatever it is called', async () => {
    await put('report.pdf', makePdf(['Orders of May\n12 of them', 'password a-private-thing']));
    expect(await attach('report.pdf')).toEqual({
      kind: 'text',
      title: 'report.pdf',
      path: 'report.pdf',
      text: 'Orders of May\n12 of them\n\npassword ***',
    });
  });

  it('without text, with a password, or damaged is refused', async () => {
    await put('scan.pdf', makePdf([undefined, undefined]));
    await put('locked.pdf', makePdf(['x'], { encrypted: true }));
    await put('broken.pdf', '%PDF-1.4\nnothing else');
    expect((await refusal('scan.pdf')).message).toBe('scan.pdf has no text in it');
    expect((await refusal('locked.pdf')).message).toBe('locked.pdf has a password');
    expect((await refusal('broken.pdf')).message).toMatch(/^broken\.pdf cannot be read as PDF: /);
  });

  it('that takes too long is given up', async () => {
    const reading = pdfText(makePdf(['x']), { context: { pluginDir: plugin.dir }, shown: 'slow.pdf', limitMs: 1 });
    await expect(reading).rejects.toMatchObject({ message: 'slow.pdf takes too long to read' });
  });

  it('is no longer read when nobody waits for it', async () => {
    const path = await put('report.pdf', makePdf(['x']));
    const abort = new AbortController();
    const reading = attach(path, { signal: abort.signal });
    abort.abort(new Error('never mind'));
    await expect(reading).rejects.toThrow('never mind');
  });

  it('of a hundred pages is read as a whole', async () => {
    await put('book.pdf', makePdf(Array.from({ length: 100 }, (_, at) => `page ${at}`)));
    const book = await attach('book.pdf');
    expect(book.kind === 'text' && book.text.split('\n\n')).toHaveLength(100);
  });
});
