import { pythonFormat } from './python-format.js';
import { pythonLint } from './python-lint.js';
import { pythonPackages } from './python-packages.js';
import { pythonTests } from './python-tests.js';
import { pythonTypes } from './python-types.js';
import { pythonVersion } from './python-version.js';
import type { RuleSource } from './rule.js';

/** Of Python projects, for Python files. */
export const pythonRules: RuleSource = async ({ path, files }) => {
  if (!/\.pyi?$/.test(path)) return [];
  const [pyproject, plain, development] = await Promise.all([
    files.toml('pyproject.toml'),
    files.texts('requirements.txt'),
    files.texts('requirements-dev.txt', 'requirements-test.txt', 'dev-requirements.txt', 'test-requirements.txt'),
  ]);
  const requirements = { plain: plain.map(({ text }) => text), development: development.map(({ text }) => text) };
  const [format, lint, types, tests] = await Promise.all([
    pythonFormat(pyproject, files),
    pythonLint(pyproject, files),
    pythonTypes(pyproject, files),
    pythonTests(path, pyproject, files),
  ]);
  return [
    ...pythonVersion(pyproject),
    ...format,
    ...lint,
    ...types,
    ...tests,
    ...pythonPackages(pyproject, requirements),
  ];
};
