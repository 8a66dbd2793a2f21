import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DevmgrError } from 'devmgr/plugin-api';
import { readManifest } from '../../../core/plugins/read-manifest.js';

const valid = { id: 'my-plugin', title: 'Mine', apiVersion: '1.0', main: 'index.js' };
let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'devmgr-manifest-'))));
afterEach(() => rmSync(dir, { recursive: true }));

function read(devmgr: unknown) {
  writeFileSync(
    join(dir, 'package.json'),
    typeof devmgr === 'string' ? devmgr : JSON.stringify({ version: '2.1.0', devmgr }),
  );
  return readManifest(dir);
}

function failure(devmgr: unknown): DevmgrError {
  try {
    read(devmgr);
  } catch (error) {
    return error as DevmgrError;
  }
  return expect.unreachable();
}

describe('reading a manifest', () => {
  it('gives manifest and version', () => {
    expect(read(valid)).toEqual({ manifest: valid, version: '2.1.0', warnings: [] });
  });

  it('warns about fields it does not know', () => {
    expect(read({ ...valid, colour: 'red' }).warnings).toEqual([expect.stringContaining('devmgr.colour')]);
  });

  it('takes a command that can be written', () => {
    const commands = [{ id: 'my-plugin.find', title: 'Find', slash: { name: 'find-2', argument: 'words…' } }];
    expect(read({ ...valid, commands })).toMatchObject({ manifest: { commands }, warnings: [] });
    const odd = [{ id: 'my-plugin.find', title: 'Find', slash: { name: 'find', alias: 'f' } }];
    expect(read({ ...valid, commands: odd }).warnings).toEqual([expect.stringContaining('slash.alias')]);
  });

  it.each([
    ['Find', 'devmgr.commands[0].slash.name "Find" must look like "find"'],
    ['/find', 'devmgr.commands[0].slash.name "/find" must look like "find"'],
    ['find it', 'devmgr.commands[0].slash.name "find it" must look like "find"'],
    ['find\n', 'must look like "find"'],
    ['2nd', 'must look like "find"'],
    ['', 'devmgr.commands[0].slash.name must be a text that is not empty'],
    [7, 'devmgr.commands[0].slash.name must be a text'],
    [undefined, 'devmgr.commands[0].slash.name is missing'],
  ])('a command cannot be written as %j', (name, words) => {
    const error = failure({ ...valid, commands: [{ id: 'my-plugin.find', title: 'Find', slash: { name } }] });
    expect(error.code).toBe('DEVMGR_PLUGIN_MANIFEST_INVALID');
    expect(error.message).toContain(words);
  });

  it('what may stand behind it is a text', () => {
    const slash = (value: unknown) => ({ ...valid, commands: [{ id: 'my-plugin.find', title: 'Find', slash: value }] });
    expect(failure(slash('find')).message).toContain('devmgr.commands[0].slash must be an object');
    expect(failure(slash({ name: 'find', argument: '' })).message).toContain('slash.argument must be a text');
  });

  it.each([
    ['{ not json', 'package.json'],
    ['null', 'must be an object'],
    ['[]', 'must be an object'],
    ['"text"', 'must be an object'],
    [undefined, 'devmgr must be an object'],
    [{ ...valid, id: 'My Plugin' }, 'devmgr.id "My Plugin" must look like "my-plugin"'],
    [{ ...valid, title: '' }, 'devmgr.title'],
    [{ ...valid, apiVersion: '1' }, 'devmgr.apiVersion'],
    [{ ...valid, main: undefined }, 'devmgr.main is missing'],
    [{ ...valid, tab: { id: 'my-plugin', title: 'T', order: 'first' } }, 'devmgr.tab.order must be a number'],
    [{ ...valid, tab: { id: 'other', title: 'T', order: 1 } }, 'devmgr.tab.id is "other"'],
    [{ ...valid, commands: [{ id: 'my-plugin.go' }] }, 'devmgr.commands[0].title is missing'],
    [{ ...valid, commands: [{ id: 'other.go', title: 'Go' }] }, '"other.go"'],
    [{ ...valid, commands: [{ id: 'my-plugin.go', title: 'Go', when: 'tab ==' }] }, 'my-plugin.go'],
    [
      { ...valid, cli: [{ name: 'x', summary: 's', flags: [{ name: 'n', type: 'int', summary: 's' }] }] },
      'flags[0].type must be one of',
    ],
    [{ ...valid, services: 'my-plugin.x' }, 'devmgr.services must be a list'],
  ])('%j is refused naming the field', (manifest, words) => {
    const error = failure(manifest);
    expect(error.code).toBe('DEVMGR_PLUGIN_MANIFEST_INVALID');
    expect(error.message).toContain(words);
    expect(error.message).toContain(dir);
    expect(error.hint).toBeTruthy();
  });

  it.each(['2.0', '1.9', '0.9'])('API %s is refused', (apiVersion) => {
    expect(failure({ ...valid, apiVersion }).code).toBe('DEVMGR_PLUGIN_API_MISMATCH');
  });
});
