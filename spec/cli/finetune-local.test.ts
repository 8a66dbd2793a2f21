import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catsFile, stubbornScript, trainingScript } from '../support/local-tuning.js';
import { processesWith } from '../support/processes.js';
import { testPython } from '../support/python.js';
import { runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';

interface Job {
  readonly id: string;
  readonly status: string;
  readonly error?: { readonly message: string };
  readonly resultModel?: string;
}

describe('fine-tuning on this machine with the program', () => {
  const home = temporaryHome();
  let root: string;
  const run = (...args: string[]) => runDevmgr(['finetune', ...args], { home: home.path, cwd: root });
  const create = async (method: string) => {
    const flags = ['--provider', 'local', '--model', 'bigram', '--training-file', 'cats.jsonl', '--method', method];
    const { stdout, stderr } = await run('create', ...flags, '--yes');
    const id = /ft-[0-9a-f]{8}/.exec(stdout)?.[0];
    if (id === undefined) throw new Error(`${stdout}\n${stderr}`);
    return id;
  };
  const jobs = async () => {
    const { stdout } = await run('list', '--json');
    return (JSON.parse(stdout) as { jobs: readonly Job[] }).jobs;
  };
  const until = async (what: string, condition: () => boolean | Promise<boolean>) => {
    const deadline = Date.now() + 30_000;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error(`Not in time: ${what}: ${JSON.stringify(await jobs())}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'devmgr-finetune-'));
    await copyFile(catsFile, join(root, 'cats.jsonl'));
    const words = [
      testPython(),
      trainingScript,
      '--data',
      '{training_file}',
      '--out',
      '{output_dir}',
      '--delay',
      '0.02',
    ];
    await writeFile(
      join(root, '.devmgr.toml'),
      `[finetune.local.small]\ncommand = ${JSON.stringify(words)}\n` +
        `[finetune.local.stubborn]\ncommand = ${JSON.stringify([testPython(), stubbornScript])}\n` +
        `env = { STUBBORN_MARK = "{job_dir}" }\n`,
    );
  });
  afterAll(async () => {
    await home.unused();
    home.remove();
    await rm(root, { recursive: true, force: true });
  });

  it('goes on without the devmgr that created it, and is seen by another one to its end', async () => {
    const id = await create('small');
    const watch = startDevmgr(['finetune', 'watch', id, '--json'], { home: home.path, cwd: root });
    const { code, stdout } = await watch.done;
    expect(code).toBe(0);
    expect(stdout).toContain('succeeded');
    const [job] = await jobs();
    expect(job).toMatchObject({ id, status: 'succeeded' });
    expect(await readFile(job!.resultModel ?? '', 'utf8')).toContain('"base": "bigram"');
  });

  it('fails when its supervisor is killed, with everything that it has started; what waits is run all the same', async () => {
    const lost = await create('stubborn');
    await until('it runs', () => processesWith(`${lost} `).length >= 3 && processesWith('-- run-jobs').some(isOurs));
    const waiting = await create('small');
    const pid = await supervisor(lost);
    process.kill(pid, 'SIGKILL');
    await until('its end is noticed', async () =>
      (await jobs()).some(({ id, status }) => id === lost && status === 'failed'),
    );
    expect((await jobs()).find(({ id }) => id === lost)?.error?.message).toContain(
      'supervises it was killed'.slice(-10),
    );
    expect(processesWith(`${lost} `)).toEqual([]);
    await until('the next one is run', async () =>
      (await jobs()).some(({ id, status }) => id === waiting && status === 'succeeded'),
    );
  });

  function isOurs(line: string): boolean {
    return line.includes(root);
  }

  async function supervisor(id: string): Promise<number> {
    const [project = ''] = await readdir(join(home.path, 'projects'));
    const claim = join(home.path, 'projects', project, 'finetune', 'claims', `server-${id}`);
    return (JSON.parse(await readFile(claim, 'utf8')) as { pid: number }).pid;
  }
});
