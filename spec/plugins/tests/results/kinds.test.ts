import { expect, it } from 'vitest';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

const files = {
  'tests/unit/test_a.py': 'def test_a(): pass\n',
  'tests/unit_more/test_x.py': 'def test_x(): pass\n',
  'tests/integration/test_b.py': 'def test_b(): pass\n',
  'tests/test_c.py': `import pytest
@pytest.mark.unit
def test_c(): pass
@pytest.mark.integration
def test_d(): pass
@pytest.mark.small
def test_e(): pass
`,
};

const ids = (state: Parameters<typeof outcomes>[0]) => Object.keys(outcomes(state)).sort();

it('unit and integration tests are told by folder or marker', async () => {
  await using plugin = await startTestsPlugin({ files });
  const unit = await plugin.run({ kind: 'unit' });
  expect(ids(unit)).toEqual(['tests/test_c.py::test_c', 'tests/unit/test_a.py::test_a']);
  expect(unit.counts).toMatchObject({ passed: 2, deselected: 4 });
  const integration = await plugin.run({ kind: 'integration' });
  expect(ids(integration)).toEqual(['tests/integration/test_b.py::test_b', 'tests/test_c.py::test_d']);
  const both = await plugin.run({ kind: 'unit', paths: ['tests/unit'], keyword: 'a' });
  expect(ids(both)).toEqual(['tests/unit/test_a.py::test_a']);
});

it('by the settings', async () => {
  await using plugin = await startTestsPlugin({
    files,
    settings: { unitPaths: ['tests/unit_more'], unitMarkers: ['small'] },
  });
  expect(ids(await plugin.run({ kind: 'unit' }))).toEqual([
    'tests/test_c.py::test_e',
    'tests/unit_more/test_x.py::test_x',
  ]);
});

it('markers, keyword and arguments go to pytest', async () => {
  await using plugin = await startTestsPlugin({ files, settings: { args: ['-p', 'no:cacheprovider'] } });
  expect(ids(await plugin.run({ markers: 'unit or small' }))).toEqual([
    'tests/test_c.py::test_c',
    'tests/test_c.py::test_e',
  ]);
  expect(ids(await plugin.run({ keyword: 'test_b', args: ['--no-header'] }))).toEqual([
    'tests/integration/test_b.py::test_b',
  ]);
  expect(plugin.output.join('\n')).not.toContain('cachedir');
});

it('runs failed and chosen tests again where pytest has another root directory than the project', async () => {
  await using plugin = await startTestsPlugin({
    files: { 'api/pytest.ini': '[pytest]\n', 'api/test_it.py': 'def test_bad(): assert 0\ndef test_good(): pass\n' },
  });
  expect(ids(await plugin.run({ paths: ['api'] }))).toEqual(['test_it.py::test_bad', 'test_it.py::test_good']);
  expect(ids(await plugin.run({ failed: true }))).toEqual(['test_it.py::test_bad']);
  expect(ids(await plugin.run({ paths: ['test_it.py::test_bad'] }))).toEqual(['test_it.py::test_bad']);
});
