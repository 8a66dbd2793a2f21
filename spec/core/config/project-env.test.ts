import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectEnv } from '../../../core/config/project-env.js';
import { readDotenv } from '../../../core/config/read-dotenv.js';
import { expectQuick } from '../../support/expect-quick.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'devmgr-env-'));
  file = join(dir, '.env');
});
afterEach(() => rmSync(dir, { recursive: true }));

async function read(text: string) {
  writeFileSync(file, text);
  return await readDotenv(file);
}

describe('the variables of a .env', () => {
  it('are read as dotenv reads them, without empty ones and without expansion', async () => {
    const text = `\uFEFFFIRST=1\r\n# a comment\nexport B = "two\\nlines" # more\nC='\${FIRST}'\nD=\nE=a=b\nB2: x\nE=last\n`;
    expect(await read(text)).toEqual({ FIRST: '1', B: 'two\nlines', C: '${FIRST}', E: 'last', B2: 'x' });
  });

  it('are no part of the environment', async () => {
    await read('DEVMGR_SPEC_ONLY_IN_FILE=1');
    expect(process.env['DEVMGR_SPEC_ONLY_IN_FILE']).toBeUndefined();
  });

  it('are none when there is no file, or a folder', async () => {
    expect(await readDotenv(file)).toEqual({});
    expect(await readDotenv(join(dir, 'no', '.env'))).toEqual({});
    mkdirSync(file);
    expect(await readDotenv(file)).toEqual({});
  });

  it('are read through a link, and not from a pipe or a file that is too large', async () => {
    writeFileSync(join(dir, 'shared.env'), 'A=1');
    symlinkSync(join(dir, 'shared.env'), file);
    expect(await readDotenv(file)).toEqual({ A: '1' });
    const pipe = join(dir, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readDotenv(pipe)).rejects.toThrow(/pipe is not a regular file/);
    const most = `A=1\n#${'x'.repeat(256 * 1024 - 5)}`;
    expect(await read(most)).toEqual({ A: '1' });
    await expect(read(`${most}x`)).rejects.toThrow(/larger than 256 KB/);
  });

  it('are not read through a link that leads out of the project or, where it is part of one, of the repository', async () => {
    const root = join(dir, 'repository', 'services', 'shop');
    mkdirSync(root, { recursive: true });
    for (const folder of [dir, join(dir, 'repository')]) writeFileSync(join(folder, '.env'), 'A=1');
    const linkTo = (target: string) => {
      rmSync(join(root, '.env'), { force: true });
      symlinkSync(target, join(root, '.env'));
      return readDotenv(join(root, '.env'));
    };
    await expect(linkTo('../../.env')).rejects.toThrow(/leads out of the project, to .*repository.\.env/);
    mkdirSync(join(dir, 'repository', '.git'));
    expect(await linkTo('../../.env')).toEqual({ A: '1' });
    await expect(linkTo('../../../.env')).rejects.toThrow(/leads out of the project/);
    await expect(linkTo('/proc/self/environ')).rejects.toThrow(/leads out of the project/);
    // What the folder itself is reached through is the person's doing.
    symlinkSync(root, join(dir, 'way'));
    expect(await linkTo('../../.env')).toEqual(await readDotenv(join(dir, 'way', '.env')));
  });

  it('take no long time in a hostile file', async () => {
    const pieces = [
      '\n',
      ' \n',
      '\u2028',
      '\r',
      '\t',
      'A',
      'A\n',
      'A=',
      "A='\n",
      'A="\\"',
      '"\n',
      "'`\n",
      'export\n',
      '#',
    ];
    for (const piece of pieces) {
      const text = `${piece.repeat(250_000 / Buffer.byteLength(piece))}!`;
      await expectQuick(1500, () => read(text), JSON.stringify(piece));
    }
  });
});

describe("the project's .env", () => {
  function make() {
    const seen: string[] = [];
    const env = new ProjectEnv({
      root: dir,
      learn: (variables) => seen.push(`learn ${JSON.stringify(variables)}`),
      warn: (message) => seen.push(`warn ${message}`),
      report: (error) => seen.push(String(error)),
    });
    env.values.onDidChange((variables) => seen.push(`change ${JSON.stringify(variables)}`));
    return { env, seen };
  }

  it('is read again, its secrets are known before anybody gets them, and nothing is said when nothing changed', async () => {
    const { env, seen } = make();
    await env.refresh();
    writeFileSync(file, 'A=1');
    await env.refresh();
    await env.refresh();
    rmSync(file);
    await env.refresh();
    expect(seen).toEqual([
      'learn {}',
      'learn {"A":"1"}',
      'change {"A":"1"}',
      'learn {"A":"1"}',
      'learn {}',
      'change {}',
    ]);
  });

  it('that cannot be read is empty, with one warning until it can', async () => {
    const { env, seen } = make();
    const warnings = () => seen.filter((line) => line.startsWith('warn'));
    writeFileSync(file, 'A=1');
    await env.refresh();
    writeFileSync(file, 'x'.repeat(256 * 1024 + 1));
    await env.refresh();
    await env.refresh();
    expect(env.values.get()).toEqual({});
    expect(warnings()).toEqual([`warn The project's .env is not used: ${file} is larger than 256 KB`]);
    writeFileSync(file, 'A=2');
    await env.refresh();
    expect(env.values.get()).toEqual({ A: '2' });
    writeFileSync(file, 'x'.repeat(256 * 1024 + 1));
    await env.refresh();
    expect(warnings()).toHaveLength(2);
  });

  it('has the last of readings that overlap', async () => {
    const { env, seen } = make();
    writeFileSync(file, 'A=1');
    const first = env.refresh();
    writeFileSync(file, 'A=2');
    await Promise.all([env.refresh(), first]);
    expect(env.values.get()).toEqual({ A: '2' });
    expect(seen.filter((line) => line.startsWith('change'))).toHaveLength(1);
  });
});
