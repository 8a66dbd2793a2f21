import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testPython } from '../support/python.js';
import { type Benchmark, quietMean } from './figure.js';

const files = 50;
const testsPerFile = 100;
const rounds = 14;
const aim = 1.05;
const script = fileURLToPath(new URL('test_overhead.py', import.meta.url));

/** The processor time of pytest with devmgr's reporter, against pytest alone, on tests that do nothing. */
const testOverhead: Benchmark = async (log) => {
  const dir = await makeSuite();
  try {
    const [plain, reported]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      // Who goes first takes turns: a machine that slows down favours it.
      const order = round % 2 === 0 ? (['plain', 'reported'] as const) : (['reported', 'plain'] as const);
      for (const way of order) (way === 'plain' ? plain : reported).push(await cpuSeconds(dir, way));
    }
    const ratio = quietMean(reported) / quietMean(plain);
    return [
      {
        what: `test overhead, ${files * testsPerFile} empty tests`,
        measured: `${quietMean(reported).toFixed(2)} s CPU`,
        reference: `plain pytest: ${quietMean(plain).toFixed(2)} s CPU`,
        ratio: `${ratio.toFixed(3)}x`,
        aim: `at most ${aim}x`,
        reached: ratio <= aim,
      },
    ];
  } finally {
    await rm(dir, { recursive: true });
  }
};

async function makeSuite(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-bench-'));
  await mkdir(join(dir, 'tests'));
  const tests = Array.from({ length: testsPerFile }, (_, index) => `def test_${index}():\n    pass\n`).join('\n\n');
  for (let file = 0; file < files; file++) await writeFile(join(dir, 'tests', `test_empty_${file}.py`), tests);
  await writeFile(join(dir, 'pyproject.toml'), '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n');
  await writeFile(join(dir, 'selection.json'), '{}');
  return dir;
}

function cpuSeconds(dir: string, way: 'plain' | 'reported'): Promise<number> {
  const reporter = fileURLToPath(new URL('../../plugins/tests/pytest', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(testPython(), [script, way, dir, reporter], (error, stdout, stderr) => {
      const seconds = Number(stdout);
      if (error || !(seconds > 0)) reject(new Error(`pytest did not run:\n${stdout}${stderr}`));
      else resolve(seconds);
    });
  });
}

export default testOverhead;
