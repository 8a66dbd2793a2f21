import { isTestPath } from '../view/test-paths.js';
import { tableAt, type ConfigFiles, type ConfigTable } from './config-files.js';
import type { Rule } from './rule.js';

/** How pytest is set up, for files of tests. */
export async function pythonTests(path: string, pyproject: ConfigTable, files: ConfigFiles): Promise<readonly Rule[]> {
  if (!isTestPath(path) && !path.endsWith('conftest.py')) return [];
  const options = await pytestOptions(pyproject, files);
  const text = (key: string) => textOf(options[key]);
  const rules: Rule[] = [];
  const markers = markerNames(options['markers']);
  if (markers.length > 0) {
    const strict = /--strict/.test(text('addopts')) ? ' Others are refused.' : '';
    rules.push({ text: `Markers of pytest in this project: ${markers.join('; ')}.${strict}` });
  }
  const mode = text('asyncio_mode');
  if (mode === 'auto') rules.push({ text: 'pytest-asyncio is in auto mode: async tests need no marker.' });
  else if (mode === 'strict')
    rules.push({ text: 'pytest-asyncio is in strict mode: async tests need @pytest.mark.asyncio.' });
  if (/\berror\b/.test(text('filterwarnings'))) rules.push({ text: 'Warnings are errors in tests.' });
  if (text('pythonpath') !== '') rules.push({ text: `Tests import from ${text('pythonpath')} (pythonpath).` });
  return rules;
}

async function pytestOptions(pyproject: ConfigTable, files: ConfigFiles): Promise<ConfigTable> {
  const own = await files.ini('pytest.ini');
  const [setup, tox] = await Promise.all([files.ini('setup.cfg'), files.ini('tox.ini')]);
  const inPyproject = {
    ...tableAt(pyproject, 'tool', 'pytest'),
    ...tableAt(pyproject, 'tool', 'pytest', 'ini_options'),
  };
  return (
    own['pytest'] ?? (Object.keys(inPyproject).length > 0 ? inPyproject : (tox['pytest'] ?? setup['tool:pytest'] ?? {}))
  );
}

function markerNames(value: unknown): readonly string[] {
  const lines = typeof value === 'string' ? value.split('\n') : Array.isArray(value) ? value : [];
  return lines
    .filter((line): line is string => typeof line === 'string' && line.trim() !== '')
    .map((line) => line.trim());
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'string' ? value : '';
}
