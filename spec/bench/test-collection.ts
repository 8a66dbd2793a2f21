import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BookProject, type StartedBook } from '../plugins/tests/support/test-book.js';
import { testPython } from '../support/python.js';
import { median, type Benchmark, type Figure } from './figure.js';

const testsPerFile = 100;
const aims = { ratio: 1.2, pieceMs: 8, megabytes: 50 };

/** How long devmgr takes to know all tests, against `pytest --collect-only`, and what a long list costs devmgr itself. */
const testCollection: Benchmark = async (log) => {
  const small = await timed(5_000, 5, log);
  const large = await timed(30_000, 2, log);
  return [...small, ...large];
};

async function timed(tests: number, rounds: number, log: (line: string) => void): Promise<readonly Figure[]> {
  const project = await BookProject.make(suite(tests));
  const [plain, ours]: [number[], number[]] = [[], []];
  let last = { pieceMs: 0, megabytes: 0 };
  try {
    for (let round = 1; round <= rounds; round++) {
      log(`${tests} tests, round ${round} of ${rounds}`);
      // Who goes first takes turns: a machine that slows down favours it.
      if (round % 2 === 0) plain.push(await pytestMs(project.root));
      const found = await bookMs(project, tests);
      ours.push(found.ms);
      last = found;
      if (round % 2 === 1) plain.push(await pytestMs(project.root));
    }
  } finally {
    await project[Symbol.asyncDispose]();
  }
  const ratio = median(ours) / median(plain);
  const what = `${tests.toLocaleString('en')} tests`;
  return [
    {
      what: `collection, ${what}`,
      measured: `${(median(ours) / 1000).toFixed(1)} s`,
      reference: `pytest --collect-only: ${(median(plain) / 1000).toFixed(1)} s`,
      ratio: `${ratio.toFixed(2)}x`,
      aim: `at most ${aims.ratio}x`,
      reached: ratio <= aims.ratio,
    },
    limit(`longest piece of work, ${what}`, last.pieceMs, aims.pieceMs, 'ms'),
    limit(`memory of the list, ${what}`, last.megabytes, aims.megabytes, 'MB'),
  ];
}

function limit(what: string, value: number, aim: number, unit: string): Figure {
  return {
    what,
    measured: `${value.toFixed(1)} ${unit}`,
    reference: `aim: ${aim} ${unit}`,
    ratio: `${(value / aim).toFixed(2)}x`,
    aim: `at most ${aim} ${unit}`,
    reached: value <= aim,
  };
}

function suite(tests: number): Record<string, string> {
  const text = Array.from({ length: testsPerFile }, (_, at) => `def test_${at}():\n    pass\n`).join('\n\n');
  const files: Record<string, string> = { 'pyproject.toml': '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n' };
  for (let file = 0; file < tests / testsPerFile; file++) files[`tests/part_${file % 10}/test_empty_${file}.py`] = text;
  return files;
}

function pytestMs(root: string): Promise<number> {
  const start = performance.now();
  const options = { cwd: root, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }, maxBuffer: 1e9 };
  return new Promise((resolve, reject) => {
    execFile(testPython(), ['-m', 'pytest', '--collect-only'], options, (error, stdout) => {
      if (error) reject(new Error(`pytest did not collect:\n${stdout}`));
      else resolve(performance.now() - start);
    });
  });
}

/** From nothing, without a cache, until the last test is in the list. */
async function bookMs(project: BookProject, tests: number) {
  await rm(join(project.storageDir, 'tests.jsonl'), { force: true });
  const started = await project.start();
  try {
    await started.runs.interpreter();
    const before = heapMegabytes();
    const pieces = longestPiece();
    const start = performance.now();
    await started.book.collect();
    const ms = performance.now() - start;
    const pieceMs = pieces.stop();
    checkAll(started, tests);
    return { ms, pieceMs, megabytes: heapMegabytes() - before };
  } finally {
    await started[Symbol.asyncDispose]();
  }
}

function checkAll({ book }: StartedBook, tests: number): void {
  if (book.tests().length === tests) return;
  throw new Error(`${book.tests().length} of ${tests} tests: ${JSON.stringify(book.catalog.get().failure)}`);
}

/** How long others had to wait at most for their turn; a timer is due every millisecond. */
function longestPiece() {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  return { stop: () => (clearInterval(timer), longest) };
}

function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

export default testCollection;
