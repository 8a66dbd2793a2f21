import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.js';
import { runCommand } from './run-command.js';

const cachedVenv = join(root, 'node_modules/.cache/devmgr-venv');
const packages = [
  'fastapi',
  'uvicorn',
  'pytest',
  'pytest-xdist',
  'pytest-cov',
  'pytest-timeout',
  'pytest-asyncio',
  'httpx',
  'requests',
];
const pipPackages = packages.map((name) => (name === 'pytest' ? 'pytest>=7' : name));
const debianPackages = packages.map((name) => `python3-${name}`);
const minute = 60_000;

/** Looks for the packages without importing them, which would take ten times as long. */
const probe = `
import sys
from importlib.util import find_spec
names = "fastapi", "uvicorn", "pytest", "xdist", "pytest_cov", "pytest_timeout", "pytest_asyncio", "httpx", "requests"
missing = [name for name in names if find_spec(name) is None]
assert sys.version_info >= (3, 8) and not missing, missing
import pytest
assert int(pytest.__version__.split(".")[0]) >= 7, pytest.__version__
print(sys.executable)
`;

/** Nothing that the machine has, and nothing that could be installed, is enough. */
export class NoPython extends Error {
  exitCode = 5;
}

/**
 * Makes sure of a Python with fastapi, uvicorn, httpx, requests, pytest and its plugins that the specs run: one that is there, else a virtual
 * environment of our own, else Debian's packages.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>} its path
 * @throws {NoPython} with a message that says what to do
 */
export async function ensurePython({ log = () => {} } = {}) {
  const found = (await findPython(log)) ?? (await makeVenv(log)) ?? (await installFromDebian(log));
  if (found) return found;
  throw new NoPython(
    `No Python with ${packages.join(', ')} was found, and they could not be installed.\n` +
      `Install them (\`python3 -m pip install ${packages.join(' ')}\`) and set DEVMGR_PYTHON to that Python.`,
  );
}

async function findPython(log) {
  const wanted = process.env.DEVMGR_PYTHON;
  const inVenv = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const candidates = [join(root, '.venv', inVenv), 'python3', '/usr/bin/python3', join(cachedVenv, inVenv)];
  for (const python of wanted ? [wanted, ...candidates] : candidates) {
    const path = await probed(python);
    if (path) return path;
    if (python === wanted) log(`DEVMGR_PYTHON is ${wanted}, which does not have what is needed: looking for another`);
  }
  return undefined;
}

async function probed(python) {
  const { code, stdout } = await runCommand(python, ['-c', probe], { timeoutMs: minute / 2 });
  return code === 0 ? stdout.trim() : undefined;
}

async function makeVenv(log) {
  for (const python of ['python3', '/usr/bin/python3']) {
    log(`installing fastapi, uvicorn and pytest into node_modules/.cache/devmgr-venv (${python} -m venv) ...`);
    const made = await runCommand(python, ['-m', 'venv', '--clear', cachedVenv], { timeoutMs: minute });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '2', ...pipPackages];
    const path = join(cachedVenv, 'bin/python');
    const installed = made.code === 0 ? await runCommand(path, pip, { timeoutMs: 5 * minute }) : made;
    const ready = installed.code === 0 ? await probed(path) : undefined;
    if (ready) return ready;
    log(`that did not work: ${lastLine(installed.output)}`);
    await rm(cachedVenv, { recursive: true, force: true });
  }
  return undefined;
}

async function installFromDebian(log) {
  if (process.getuid?.() !== 0 || (await runCommand('apt-get', ['--version'])).code !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...debianPackages]]) {
    log(`apt-get ${args.join(' ')} ...`);
    const { code, output } = await runCommand('apt-get', ['-q', ...args], { env, timeoutMs: 5 * minute });
    if (code !== 0) log(`that did not work: ${lastLine(output)}`);
  }
  return probed('/usr/bin/python3');
}

function lastLine(text) {
  return text.trimEnd().split('\n').at(-1) || 'no output';
}
