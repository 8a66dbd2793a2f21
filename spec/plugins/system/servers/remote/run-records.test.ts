import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../../../plugins/system/servers/remote/run-record.js';
import { RunRecords } from '../../../../../plugins/system/servers/remote/run-records.js';

let folder: string;
let records: RunRecords;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devmgr-records-'));
  records = new RunRecords(join(folder, 'servers'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = (name: string, ownerPid: number): RunRecord => ({
  version: 1,
  name,
  target: 'main:app',
  url: '',
  ownerPid,
  socket: '/run/socket',
});

describe('RunRecords', () => {
  it('are listed by name and owner, and gone when they are removed', async () => {
    for (const [name, owner] of [
      ['web', 1],
      ['api', 12],
      ['api', 3],
    ] as const)
      await records.write(record(name, owner));
    expect((await records.list()).map(({ name, ownerPid }) => `${name} ${ownerPid}`)).toEqual([
      'api 3',
      'api 12',
      'web 1',
    ]);
    await records.remove('api', 3);
    expect(await records.list()).toHaveLength(2);
  });

  it('are rid of what a devmgr was writing when it was killed', async () => {
    await records.write(record('api', 3));
    writeFileSync(join(records.dir, 'api-4194000.json.new'), '{');
    writeFileSync(join(records.dir, `api-${process.pid}.json.new`), '{');
    await records.list();
    expect(readdirSync(records.dir).sort()).toEqual(['api-3.json', `api-${process.pid}.json.new`].sort());
  });

  it('are none where anything else lies in their place: nobody waits for a pipe', async () => {
    await records.write(record('api', 3));
    const at = (name: string) => join(records.dir, name);
    execFileSync('mkfifo', [at('api-8.json')]);
    symlinkSync('/dev/zero', at('api-9.json'));
    mkdirSync(at('api-10.json'));
    writeFileSync(at('api-11.json'), Buffer.alloc(3_000_000, 7));
    writeFileSync(at('api-12.json'), '{"version":1}');
    expect(await records.list()).toHaveLength(1);
  });
});
