import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name under which pytest imports what writes the measurement into the run's folder. */
const COVERAGE_TOLD = 'devmgr_pytest.coverage_told';

/**
 * What pytest is given to measure coverage with pytest-cov. What is measured is the project's word where it says it (`--cov` in its
 * `addopts`, `source` in the settings of coverage.py); else the packages of its root, else the root. Reports that the project wants are
 * made as ever; without one none is printed.
 */
export async function coverageArguments(root: string): Promise<readonly string[]> {
  return ['-p', COVERAGE_TOLD, ...(await sourceArguments(root)), '--cov-report='];
}

async function sourceArguments(root: string): Promise<readonly string[]> {
  const names = ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg', '.coveragerc'];
  const files = await Promise.all(names.map(async (name) => ({ name, text: await readText(join(root, name)) })));
  if (files.some(({ text }) => asksForCoverage(text))) return [];
  // What follows begins with a dash, so that it is not taken for the source.
  if (files.some(({ name, text }) => namesSource(text, name))) return ['--cov'];
  const packages = await packagesOf(root);
  return (packages.length > 0 ? packages : ['.']).map((path) => `--cov=${path}`);
}

/** `addopts = "--cov=app"`, also over several lines. */
function asksForCoverage(text: string): boolean {
  return linesOf(text, 'addopts').some((line) => hasCov.test(line));
}

const hasCov = /(?:^|[\s"'=[,])--cov(?:[=\s"',\]]|$)/;

/** The line of a key and those that belong to it: indented, or up to the end of its list. */
function linesOf(text: string, key: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => new RegExp(`^[ \\t]*${key}[ \\t]*=`).test(line));
  if (first < 0) return [];
  const isTextBlock = /=\s*("""|''')/.test(lines[first] ?? '');
  const rest = lines.slice(first + 1);
  const next = rest.findIndex((line) =>
    isTextBlock ? /"""|'''/.test(line) : /^\[/.test(line) || /^[ \t]*[A-Za-z_][\w.-]*[ \t]*=/.test(line),
  );
  return lines.slice(first, first + 1 + (next < 0 ? rest.length : next));
}

const SECTIONS: Readonly<Record<string, RegExp>> = {
  'pyproject.toml': /^\[tool\.coverage\.run\]/,
  '.coveragerc': /^\[(?:coverage:)?run\]/,
};

/** coverage.py's own setting: https://coverage.readthedocs.io/en/latest/config.html#run-source */
function namesSource(text: string, name: string): boolean {
  const header = SECTIONS[name] ?? /^\[coverage:run\]/;
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => header.test(line.trim()));
  if (first < 0) return false;
  const after = lines.slice(first + 1);
  const end = after.findIndex((line) => /^\[/.test(line));
  return after.slice(0, end < 0 ? undefined : end).some((line) => /^\s*source(?:_pkgs|_dirs)?\s*[=:]/.test(line));
}

/** Folders that hold no code of the product. */
const notMeasured =
  /^(?:\..*|_.*|tests?|testing|docs?|examples?|scripts?|tools?|benchmarks?|build|dist|node_modules|venv|env)$/i;

/** Packages of the root, or of `src`: folders with an `__init__.py`. */
async function packagesOf(root: string): Promise<readonly string[]> {
  const below = await packagesIn(root, '');
  return below.length > 0 ? below : packagesIn(root, 'src/');
}

async function packagesIn(root: string, prefix: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, prefix), { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !notMeasured.test(entry.name));
  const found = await Promise.all(
    folders.map(async ({ name }) => {
      const files = await readdir(join(root, prefix, name)).catch((): string[] => []);
      return files.includes('__init__.py') && !files.includes('pyvenv.cfg') ? [prefix + name] : [];
    }),
  );
  return found.flat().sort();
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
