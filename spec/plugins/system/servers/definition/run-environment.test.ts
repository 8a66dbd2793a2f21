import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runEnvironment } from '../../../../../plugins/system/servers/definition/run-environment.js';
import { expectQuick } from '../../../../support/expect-quick.js';

let folder: string;
let secrets: Readonly<Record<string, string>>[];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-env-')));
  secrets = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const environment = (files: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runEnvironment(
    { envFiles: files.map((name) => join(folder, name)), env },
    { addVariables: (variables) => void secrets.push(variables) },
    folder,
  );

it('later files win, and what the table says wins over all', async () => {
  write('a', 'A=1\nB=1\nC=1\n');
  write('b', 'export B="2 x"\nC=2 # why\n');
  expect(await environment(['a', 'b'], { C: '3' })).toEqual({ A: '1', B: '2 x', C: '3' });
});

it('files are read at each start, in the dialect of dotenv', async () => {
  write('a', '\uFEFFA=1\n');
  expect(await environment(['a'])).toEqual({ A: '1' });
  write('a', 'A=\'$HOME\'\nE=\nMULTI="x\ny"\n# B=1\nnothing\n');
  expect(await environment(['a'])).toEqual({ A: '$HOME', E: '', MULTI: 'x\ny' });
});

it('all of it is given to those who mask secrets', async () => {
  write('a', 'DB_PASSWORD=hunter2hunter2\n');
  await environment(['a'], { X: '1' });
  expect(secrets).toEqual([{ DB_PASSWORD: 'hunter2hunter2', X: '1' }]);
});

it('a file that is missing is refused unless it may be', async () => {
  await expect(environment(['gone'])).rejects.toMatchObject({
    code: 'PLUGIN_SYSTEM_ENV_FILE',
    message: `The env-file ${join(folder, 'gone')} is not there`,
    hint: 'Make it, or write its name with a ? at the end: then it may be missing.',
  });
  expect(await environment(['gone?', 'gone/too?'])).toEqual({});
  write('there', 'A=1');
  expect(await environment(['there?'])).toEqual({ A: '1' });
});

it('what is no small regular file is refused at once', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await expect(environment(['pipe?'])).rejects.toMatchObject({
    message: expect.stringContaining('not a regular file') as string,
  });
  await expect(environment(['.'])).rejects.toMatchObject({
    message: expect.stringContaining('not a regular file') as string,
  });
  write('big', 'A=1\n'.repeat(70_000));
  await expect(environment(['big'])).rejects.toMatchObject({
    message: expect.stringContaining('larger than 256 KB') as string,
  });
});

it('a file of blank lines holds nobody up', async () => {
  write('blank', `${'\n'.repeat(250_000)}A=1`);
  expect(await expectQuick(2_000, () => environment(['blank']))).toEqual({ A: '1' });
});

describe('a link in the project', () => {
  let outside: string;
  beforeEach(() => {
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-person-')));
    writeFileSync(join(outside, 'keys'), 'KEY=of-the-person');
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  it('does not take a file of the person to a server, by whatever way', async () => {
    symlinkSync(join(outside, 'keys'), join(folder, 'link.env'));
    symlinkSync(outside, join(folder, 'envs'));
    await expect(environment(['link.env'])).rejects.toMatchObject({
      code: 'PLUGIN_SYSTEM_ENV_FILE',
      message: expect.stringContaining(`leads out of the project, to ${join(outside, 'keys')}`) as string,
      hint: `If that is meant, write the file itself: env-file = "${join(outside, 'keys')}"`,
    });
    for (const way of ['link.env?', 'envs/keys', 'envs/../link.env']) {
      await expect(environment([way]), way).rejects.toMatchObject({ code: 'PLUGIN_SYSTEM_ENV_FILE' });
    }
    symlinkSync(folder, join(outside, 'around'));
    await expect(from(join(outside, 'around', 'link.env'))).rejects.toMatchObject({ code: 'PLUGIN_SYSTEM_ENV_FILE' });
    expect(secrets).toEqual([]);
  });

  it('may stay in the project and in the repository around it; what is outside is read when it is written so', async () => {
    write('real.env', 'A=1');
    symlinkSync('real.env', join(folder, 'link.env'));
    expect(await environment(['link.env'])).toEqual({ A: '1' });
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'service'));
    symlinkSync('../real.env', join(folder, 'service', '.env'));
    expect(await from(join(folder, 'service', '.env'), join(folder, 'service'))).toEqual({ A: '1' });
    expect(await from(join(outside, 'keys'))).toEqual({ KEY: 'of-the-person' });
    symlinkSync(join(outside, 'gone'), join(folder, 'gone.env'));
    expect(await environment(['gone.env?'])).toEqual({});
  });

  const from = (file: string, root = folder) =>
    runEnvironment({ envFiles: [file], env: {} }, { addVariables: (found) => void secrets.push(found) }, root);
});
