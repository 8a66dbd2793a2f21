import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettingLayer } from 'devmgr/plugin-api';
import { ProfileBook } from '../../../../plugins/tests/profiles/profile-book.js';
import { readProfiles } from '../../../../plugins/tests/profiles/read-profiles.js';

const kinds = {
  unit: { paths: ['tests/unit'], markers: ['unit'] },
  integration: { paths: [], markers: ['integration', 'db'] },
};
const read = (...layers: SettingLayer[]) => readProfiles({ root: '/p', home: '/home/me', layers, kinds });
const project = (value: unknown): SettingLayer => ({ value, source: 'project', origin: '/p/pyproject.toml' });
const person = (value: unknown): SettingLayer => ({ value, source: 'user', origin: '/home/me/.devmgr/config.toml' });

describe('profiles', () => {
  it('are all, unit and integration, told by the settings of folders and markers', () => {
    const { profiles, problems } = read();
    expect(problems).toEqual([]);
    expect(profiles.map(({ name, kind, description, origin }) => [name, kind, description, origin])).toEqual([
      ['all', undefined, 'All tests', undefined],
      ['unit', kinds.unit, 'Tests in tests/unit, or marked unit', undefined],
      ['integration', kinds.integration, 'Tests marked integration, db', undefined],
    ]);
  });

  it('of all files are merged key by key, variables too; own ones follow by name', () => {
    const { profiles, problems } = read(
      person({ slow: { args: '--tb=short -k "a b"', env: { A: '1', B: 'person' }, workers: 2 } }),
      project({
        slow: { markers: 'slow', env: { B: 'project', C: 3 } },
        fast: { failFast: true, 'failed-first': true },
      }),
    );
    expect(problems).toEqual([]);
    expect(profiles.map(({ name }) => name)).toEqual(['all', 'unit', 'integration', 'fast', 'slow']);
    expect(profiles[3]).toMatchObject({ failFast: true, failedFirst: true, origin: 'pyproject.toml' });
    expect(profiles[4]).toMatchObject({
      args: ['--tb=short', '-k', 'a b'],
      workers: 2,
      markers: 'slow',
      env: { A: '1', B: 'project', C: '3' },
      origin: '~/.devmgr/config.toml, pyproject.toml',
    });
  });

  it('a table of a kind says how it is run, or which tests it has', () => {
    const [, unit, integration] = read(
      project({ unit: { workers: 'auto' }, integration: { paths: 'tests/api', description: 'with a database' } }),
    ).profiles;
    expect(unit).toMatchObject({ kind: kinds.unit, workers: 'auto' });
    expect(integration).toMatchObject({ kind: undefined, paths: ['tests/api'], description: 'with a database' });
  });

  it.each([
    [{ x: 7 }, 'tests.profiles.x must be a table', 'Correct tests.profiles.x in pyproject.toml.'],
    [{ x: { marker: 'a' } }, 'tests.profiles.x.marker is not a setting. Did you mean markers?', 'Write markers.'],
    [{ x: { worker: 1 } }, 'tests.profiles.x.worker is not a setting. Did you mean workers?', 'Write workers.'],
    [{ x: { wrokers: 1 } }, 'tests.profiles.x.wrokers is not a setting. Did you mean workers?', 'Write workers.'],
    [{ x: { workers: 'many' } }, 'tests.profiles.x.workers must be a number from 0 to 999, or "auto"', undefined],
    [{ x: { workers: -1 } }, 'tests.profiles.x.workers must be a number from 0 to 999, or "auto"', undefined],
    [{ x: { args: `-k "a` } }, 'tests.profiles.x.args has a " without a second one', undefined],
    [
      { x: { args: [1] } },
      'tests.profiles.x.args must be a list of texts, or one text with the words of a shell',
      undefined,
    ],
    [{ x: { env: { 'A=B': '1' } } }, 'tests.profiles.x.env."A=B" is no name of a variable', undefined],
    [{ x: { env: { A: [] } } }, 'tests.profiles.x.env.A must be a text', undefined],
    [{ x: { env: 'A=1' } }, 'tests.profiles.x.env must be a table: { NAME = "value" }', undefined],
    [{ x: { verbosity: 4 } }, 'tests.profiles.x.verbosity must be a whole number from -2 (-qq) to 3 (-vvv)', undefined],
    [{ x: { coverage: 'yes' } }, 'tests.profiles.x.coverage must be true or false', undefined],
    [
      { x: { paths: [] } },
      'tests.profiles.x.paths must be a path or a list of paths, such as ["tests/api"]',
      undefined,
    ],
    [{ x: { markers: 'a\nb' } }, 'tests.profiles.x.markers must be a text of one line', undefined],
    [
      { 'my tests!': {} },
      'tests.profiles."my tests!" is not read: a profile is named',
      'Write tests.profiles.my-tests.',
    ],
  ])('%j is told with file, table and key, and leaves the others usable', (value, message, hint) => {
    const { profiles, problems } = read(project({ good: { workers: 1 }, ...value }));
    expect(profiles.map(({ name }) => name)).toEqual(['all', 'unit', 'integration', 'good']);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(`pyproject.toml: ${message}`);
    if (hint !== undefined) expect(problems[0]?.hint).toBe(hint);
  });

  it('reads whatever stands in a file', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, name) => {
        const { profiles } = read(project(value), person({ [name]: value }));
        expect(profiles.every((profile) => profile.name !== '')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

it('an unknown profile names the nearest, a wrong one says what is wrong; secrets are masked', () => {
  const masked: object[] = [];
  const layers = [project({ nightly: { env: { API_TOKEN: 'x' } }, wrong: { paths: 7 } })];
  const book = new ProfileBook({
    config: {
      layers: () => [{ value: {}, source: 'default' }, ...layers],
      json: () => [],
    } as unknown as ConstructorParameters<typeof ProfileBook>[0]['config'],
    workspace: { root: '/p' } as ConstructorParameters<typeof ProfileBook>[0]['workspace'],
    env: {},
    secrets: { add: () => undefined, addVariables: (variables) => void masked.push(variables) },
  });
  expect(book.get('nightly').env).toEqual({ API_TOKEN: 'x' });
  expect(masked).toContainEqual({ API_TOKEN: 'x' });
  expect(() => book.get('nigthly')).toThrow(
    expect.objectContaining({
      code: 'PLUGIN_TESTS_NO_PROFILE',
      exitCode: 2,
      hint: expect.stringContaining('Did you mean nightly?') as string,
    }),
  );
  expect(() => book.get('wrong')).toThrow(expect.objectContaining({ code: 'PLUGIN_TESTS_PROFILE_WRONG', exitCode: 3 }));
  layers[0] = project({ later: {} });
  expect(book.get('later').name).toBe('later');
  expect(book.problems()).toEqual([]);
});
