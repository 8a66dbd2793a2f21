import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catsFile, trainingScript } from '../support/local-tuning.js';
import { testPython } from '../support/python.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';

const words = [testPython(), trainingScript, '--data', '{training_file}', '--out', '{output_dir}'];
const TABLE = `
[tool.devmgr.finetune.local]
max-jobs = 99

[tool.devmgr.finetune.local.good]
command = ${JSON.stringify([...words, '--delay', '{delay}'])}
parameters = { delay = 0.0, epochs = { default = 3, minimum = "one" } }

[tool.devmgr.finetune.local.bad]
command = ${JSON.stringify([...words, '--epochs', '{epochs}'])}
parameters = { epochs = { default = 3, minimum = "one" }, kind = { type = "choice" } }
`;

const PROBLEMS = [
  'pyproject.toml: finetune.local.max-jobs must be a whole number from 1 to 16',
  'pyproject.toml: finetune.local.good.parameters."epochs".minimum must be a number',
  'pyproject.toml: finetune.local.bad.parameters."epochs".minimum must be a number',
  'pyproject.toml: finetune.local.bad.parameters."kind" is a choice without choices',
];

describe('a table for fine-tuning with several mistakes', () => {
  const home = temporaryHome();
  let root: string;
  const run = (...args: string[]) => runDevmgr(['finetune', ...args], { home: home.path, cwd: root });
  const create = (method: string, ...more: string[]) =>
    run('create', 'cats.jsonl', '--provider', 'local', '-m', 'bigram', '--method', method, '--yes', ...more);

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'devmgr-finetune-'));
    await copyFile(catsFile, join(root, 'cats.jsonl'));
    await writeFile(join(root, 'pyproject.toml'), TABLE);
  });
  afterAll(async () => {
    await home.unused();
    home.remove();
    await rm(root, { recursive: true, force: true });
  });

  it('has all of them told by `finetune adapters`', async () => {
    const { stdout, code } = await run('adapters');
    expect(code).toBe(0);
    for (const problem of PROBLEMS) expect(stdout).toContain(problem);
  });

  it('creates what does not need what is wrong, and tells all mistakes before', async () => {
    const { stderr, code } = await create('good', '--wait');
    expect(code).toBe(0);
    const told = stderr.split('\n').filter((line) => line.startsWith('! pyproject.toml'));
    expect(told.map((line) => PROBLEMS.findIndex((problem) => line.includes(problem)))).toEqual([0, 1, 2, 3]);
  });

  it('creates nothing that needs what is wrong, and says what', async () => {
    for (const { stderr, code } of [await create('bad'), await create('good', '--set', 'epochs=4')]) {
      expect(code).not.toBe(0);
      expect(stderr).toContain('"epochs".minimum must be a number');
    }
    const { stdout } = await run('list', '--json');
    expect((JSON.parse(stdout) as { jobs: unknown[] }).jobs).toHaveLength(1);
  });
});
