import { describe, expect, it } from 'vitest';
import type { FormHandle, StyledText } from 'devmgr/plugin-api';
import { createForm } from '../../../../../core/widgets/form/create-form.js';
import { RunOptionsStore } from '../../../../../plugins/tests/results/run-options-store.js';
import { foldedLine } from '../../../../../plugins/tests/tab/form/folded-line.js';
import { formFields, toFormValues, toOptionText } from '../../../../../plugins/tests/tab/form/form-fields.js';
import { formLines } from '../../../../../plugins/tests/tab/form/form-lines.js';
import { WidgetDriver } from '../../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../../support/fake-widget-host.js';

const store = (stored: unknown = {}) => new RunOptionsStore({ get: () => stored, set: () => Promise.resolve() });
const plain = (line: StyledText) => (typeof line === 'string' ? line : line.map(({ text }) => text).join(''));

describe('the run form', () => {
  it.each([60, 78, 100, 118, 160, 198])('takes the lines at %d cells that it is given', (width) => {
    const fields = formFields(['all', 'integration', 'nightly']);
    const widget = createForm({ fields }, new FakeWidgetHost());
    const rows = new WidgetDriver<FormHandle>(widget, width, 20).paint();
    const used = Array.from({ length: 20 }, (_, y) => rows.row(y)).filter((row) => row.trim() !== '').length;
    expect(formLines(fields, width)).toBe(used);
  });

  it('shows what is remembered, and remembers what it shows', () => {
    const options = store({ profile: 'nightly', failFast: 'on', paths: 'tests', workers: 7 });
    const values = toFormValues(options.texts.get());
    expect(values).toMatchObject({ profile: 'nightly', failFast: true, coverage: false, paths: 'tests', workers: '' });
    const back = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, toOptionText(id, value)]));
    expect(back).toEqual(options.texts.get());
    expect(toFormValues(store().texts.get())['profile']).toBe('all');
    expect(toOptionText('profile', 'all')).toBe('');
  });

  it('reads every field', async () => {
    const options = store();
    await options.change({
      profile: 'nightly',
      paths: `tests/api 'a b.py::test_x[1 2]'`,
      markers: ' not slow ',
      keyword: 'a and b',
      args: `--tb=short -o "x=y z"`,
      verbosity: '-1',
      workers: 'auto',
      env: `A=1 B="two words" C=`,
      failFast: 'on',
      failedFirst: 'on',
      coverage: 'on',
    });
    const how = {
      kind: 'nightly',
      args: ['--tb=short', '-o', 'x=y z'],
      verbosity: -1,
      workers: 'auto',
      env: { A: '1', B: 'two words', C: '' },
      failFast: true,
      failedFirst: true,
      coverage: true,
    };
    const what = { paths: ['tests/api', 'a b.py::test_x[1 2]'], markers: 'not slow', keyword: 'a and b' };
    expect(options.get()).toEqual({ ...how, ...what });
    expect(options.forChosenTests()).toEqual({ ...how, paths: [] });
    await options.reset();
    expect(options.get()).toEqual({ paths: [], args: [] });
  });

  it.each([
    ['args', '-k "a', 'has a " without a second one'],
    ['paths', `it's`, "has a ' without a second one"],
    ['env', '=1', 'must be words like NAME=value'],
    ['env', 'NAME', 'must be words like NAME=value'],
    ['verbosity', '9', 'must be a number from -2 to 3'],
    ['workers', 'many', 'must be a number or auto'],
  ] as const)('%s %s is told under its field, and nothing is run', async (field, text, problem) => {
    const options = store();
    await options.change({ [field]: text });
    expect(options.problems()).toEqual({ [field]: problem });
    expect(() => options.get()).toThrow(expect.objectContaining({ code: 'PLUGIN_TESTS_OPTIONS' }));
  });

  it('says so when the profile is gone or wrong', async () => {
    const profiles = {
      list: () => [],
      get: () => expect.fail('not asked'),
      problems: () => [{ name: 'broken', message: '', hint: '' }],
    };
    const options = new RunOptionsStore({ get: () => ({ profile: 'gone' }), set: () => Promise.resolve() }, profiles);
    expect(options.problem()).toEqual({ field: 'profile', message: 'is no profile any more' });
    await options.change({ profile: 'broken' });
    expect(options.problem()).toEqual({ field: 'profile', message: 'is wrong in the settings' });
  });

  it('is a line on a small screen, without the values of variables', () => {
    const line = plain(
      foldedLine(store({ paths: ' tests ', failFast: 'on', env: 'TOKEN=secret STAGE=ci' }).texts.get()),
    );
    expect(line).toBe('Run Paths tests · Env TOKEN STAGE · fail fast · p to change');
    expect(plain(foldedLine(store().texts.get()))).toBe('Run everything · p to change');
  });
});
