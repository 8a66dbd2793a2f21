import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../../../plugins/tests/profiles/read-profiles.js';
import { commonPaths, runRequest } from '../../../../plugins/tests/results/run-request.js';

const kinds = { unit: { paths: ['tests/unit'], markers: ['unit'] }, integration: { paths: [], markers: [] } };
const profile = (table: object) => {
  const layers = [{ value: { x: table }, source: 'project' as const }];
  const found = readProfiles({ root: '/p', home: undefined, layers, kinds }).profiles.find(({ name }) => name === 'x');
  if (!found) throw new Error('the table is wrong');
  return found;
};
const settings = { args: ['-ra'], workers: 3 };

describe('what a run is', () => {
  it('is what was asked for, else the word of the profile, else that of the settings', () => {
    const own = profile({ workers: 2, args: '-s', env: { A: '1', B: '1' }, 'fail-fast': true, verbosity: 1 });
    expect(runRequest({}, profile({}), settings)).toMatchObject({
      workers: 3,
      args: ['-ra'],
      failFast: false,
      verbosity: 0,
    });
    expect(runRequest({}, own, settings)).toMatchObject({
      workers: 2,
      args: ['-ra', '-s'],
      failFast: true,
      verbosity: 1,
    });
    expect(
      runRequest(
        { workers: 0, args: ['-x'], env: { B: '2' }, failFast: false, verbosity: -1, coverage: true },
        own,
        settings,
      ),
    ).toMatchObject({
      workers: 0,
      args: ['-ra', '-s', '-x'],
      env: { A: '1', B: '2' },
      failFast: false,
      verbosity: -1,
      coverage: true,
    });
  });

  it('has the tests that both the profile and what was asked for have; exact ids are run whatever the profile chooses', () => {
    const own = profile({ paths: ['tests/api', 'tests/db'], markers: 'slow or db', keyword: 'order' });
    expect(runRequest({}, own, settings)).toMatchObject({ paths: ['tests/api', 'tests/db'], markers: 'slow or db' });
    expect(runRequest({ paths: ['tests/db/test_a.py::test_x'], markers: 'not win' }, own, settings)).toMatchObject({
      paths: ['tests/db/test_a.py::test_x'],
      markers: '(slow or db) and (not win)',
      keyword: 'order',
    });
    expect(runRequest({ paths: ['docs'] }, own, settings).paths).toBeUndefined();
    expect(runRequest({ ids: ['docs/test_a.py::test'] }, own, settings)).toMatchObject({
      paths: [],
      markers: undefined,
      keyword: undefined,
    });
  });

  it.each([
    [['tests'], ['tests/api', 'src'], ['tests/api']],
    [['./tests/api/'], ['tests'], ['./tests/api/']],
    [['a.py::T::test_x[1]'], ['a.py::T'], ['a.py::T::test_x[1]']],
    [['a.py::test_x[1]'], ['a.py::test_x'], ['a.py::test_x[1]']],
    [['a.py::test_xy'], ['a.py::test_x'], undefined],
    [['testsuite'], ['tests'], undefined],
    [['.'], ['tests'], ['tests']],
    [[], ['tests'], ['tests']],
    [
      ['tests', 'a.py'],
      ['tests', 'a.py'],
      ['tests', 'a.py'],
    ],
  ])('%j within %j is %j', (asked, other, common) => {
    expect(commonPaths(asked, other)).toEqual(common);
  });
});
