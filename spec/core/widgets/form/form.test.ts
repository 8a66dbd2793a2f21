import type { FormField, FormHandle, FormValue } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createForm } from '../../../../core/widgets/form/create-form.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

const FIELDS: readonly FormField[] = [
  { id: 'profile', kind: 'select', label: 'Profile', choices: ['all', 'unit'] },
  { id: 'paths', kind: 'text', label: 'Paths', width: 10, placeholder: 'tests' },
  { id: 'port', kind: 'number', label: 'Port', width: 5, minimum: 1, maximum: 65535 },
  { id: 'watch', kind: 'toggle', label: 'Watch' },
  { id: 'go', kind: 'button', label: 'Run', command: 'tests.run' },
];

function formOf(fields: readonly FormField[] = FIELDS, width = 80, height = 4, values?: Record<string, FormValue>) {
  const host = new FakeWidgetHost();
  host.commands.set('tests.run', { title: 'Run all', label: 'Run all', key: 'C-r', disabledReason: undefined });
  const widget = createForm(values ? { fields, values } : { fields }, host);
  const driver = new WidgetDriver<FormHandle>(widget, width, height);
  const changes: string[] = [];
  const submits: string[] = [];
  widget.handle.onDidChange((id) => changes.push(id));
  const reached: (string | undefined)[] = [];
  widget.handle.onDidSubmit((id) => submits.push(id));
  widget.handle.onDidReach((id) => reached.push(id));
  return {
    host,
    driver,
    form: widget.handle,
    widget,
    changes,
    submits,
    reached,
    row: (y = 0) => driver.paint().row(y),
  };
}

const TEXT: readonly FormField[] = [{ id: 't', kind: 'text', label: 'T', width: 6 }];
const textForm = (value = '', field: Partial<FormField> = {}) =>
  formOf([{ ...TEXT[0], ...field } as FormField], 40, 2, { t: value });

describe('a form', () => {
  it('lays fields out in reading order', () => {
    const { row } = formOf();
    expect(row()).toBe('Profile [all  ▾]  Paths [tests_____]  Port [1____]  Watch [off]  [Run Ctrl-R]');
  });

  it('folds into as many lines as it needs', () => {
    const { driver } = formOf(FIELDS, 40);
    expect(driver.paint().rows()).toEqual([
      'Profile [all  ▾]  Paths [tests_____]',
      'Port [1____]  Watch [off]  [Run Ctrl-R]',
      '',
      '',
    ]);
  });

  it('has a value for every field but buttons', () => {
    const { form } = formOf(FIELDS, 80, 4, { paths: 'tests/unit', port: 8000, watch: true, other: 1 });
    expect(form.values()).toEqual({ profile: 'all', paths: 'tests/unit', port: 8000, watch: true });
    form.setValues({ profile: 'unit', paths: 5, port: 'x', watch: 'yes' });
    expect(form.values()).toEqual({ profile: 'unit', paths: 'tests/unit', port: 8000, watch: true });
  });

  it('moves with Tab and leaves past the last and before the first field', () => {
    const { driver, widget } = formOf();
    expect(driver.press('tab', 'tab', 'tab', 'tab', 'tab')).toEqual([true, true, true, true, false]);
    expect(driver.press('S-tab')).toEqual([false]);
    driver.press('tab');
    expect(widget.takesText?.()).toBe(true);
    expect(driver.press('S-tab', 'S-tab')).toEqual([true, false]);
  });

  it('moves with the arrows: sideways between fields without text, up and down between lines', () => {
    const { driver, form } = formOf(FIELDS, 40);
    driver.press('tab', 'down');
    driver.type('9');
    expect(form.values()['port']).toBe(1);
    driver.press('space');
    expect(form.values()['watch']).toBe(true);
    expect(driver.press('down')).toEqual([false]);
    driver.press('up');
    driver.type('x');
    expect(form.values()['paths']).toBe('x');
  });

  it('takes text as soon as a text field is reached, until Esc; Enter takes it up', () => {
    const { driver, widget, form } = formOf();
    expect(widget.takesText?.()).toBe(false);
    expect(driver.press('q')).toEqual([false]);
    driver.press('tab');
    driver.type('a q');
    expect(form.values()['paths']).toBe('a q');
    expect(driver.press('escape', 'escape', 'q')).toEqual([true, false, false]);
    expect(widget.takesText?.()).toBe(false);
    driver.press('enter');
    driver.type('!');
    expect(form.values()['paths']).toBe('a q!');
    widget.onFocus?.(false);
    expect(widget.takesText?.()).toBe(false);
  });

  it('says what changed and what was submitted', () => {
    const { driver, changes, submits } = formOf();
    driver.press('right', 'tab', 'x', 'left', 'enter', 'tab', 'backspace', 'enter', '7', 'enter', 'tab', 'enter');
    expect(changes).toEqual(['profile', 'paths', 'port', 'watch']);
    expect(submits).toEqual(['paths', 'port']);
  });

  it('says which field is reached, and that the keys are gone', () => {
    const { driver, form, reached } = formOf();
    driver.press('tab', 'tab');
    form.focusField('port');
    driver.widget.onFocus?.(false);
    driver.widget.onFocus?.(true);
    expect(reached).toEqual(['paths', 'port', undefined, 'port']);
  });

  it('does not announce what a program sets', () => {
    const { form, changes } = formOf();
    form.setValues({ paths: 'x', watch: true });
    expect(changes).toEqual([]);
  });

  it('runs the command of a button by Enter and click', () => {
    const { driver, host } = formOf();
    driver.click('[Run');
    driver.press('enter', 'space');
    expect(host.ran).toEqual(['tests.run mouse', 'tests.run key', 'tests.run key']);
  });

  it('goes where it is clicked', () => {
    const { driver, form, widget } = formOf(FIELDS, 80, 4, { paths: 'abcdef' });
    driver.click('[all', 2);
    expect(form.values()['profile']).toBe('unit');
    driver.click('[off');
    expect(form.values()['watch']).toBe(true);
    driver.click('abcdef', 3);
    driver.type('X');
    expect(form.values()['paths']).toBe('abcXdef');
    driver.click('Profile');
    expect([form.values()['profile'], widget.takesText?.()]).toEqual(['unit', false]);
    expect(driver.pointer('down', 79, 0)).toBe(false);
  });

  it('shows what is wrong under the fields, or behind them when there is no line left', () => {
    const { driver, form, row } = formOf();
    form.setError('paths', 'no such folder');
    expect(row(1)).toBe('! Paths: no such folder');
    expect(driver.paint().cell(18, 0).look).toBe('error');
    driver.resize(100, 1);
    expect(row()).toContain('[tests_____] ! no such folder  Port');
    form.setError('paths', undefined);
    expect(row()).not.toContain('!');
  });

  it.each([
    [80, 'Port [70000] ! at most 65535  Watch [off]'],
    [76, 'Port [70000] ! at most 6…  Watch [off]'],
    [70, '! at most … [70000]  Watch [off]'],
    [63, '! a… [70000]  Watch [off]'],
  ])('keeps every field in sight on one line of %i cells, whatever is wrong', (width, expected) => {
    const { driver, row, form } = formOf(FIELDS.slice(0, 4), width, 1);
    const before = row();
    driver.press('tab', 'tab');
    driver.press('C-u');
    driver.type('70000');
    driver.press('home');
    expect(row()).toContain(expected);
    expect(row()).toContain('Profile [all  ▾]  Paths [tests_____]');
    expect(form.problems()).toEqual({ port: 'at most 65535' });
    driver.press('end', 'C-u');
    driver.type('1');
    driver.press('escape');
    expect([row(), form.problems()]).toEqual([before, {}]);
  });

  it('tells all that is wrong, by field', () => {
    const { form } = formOf();
    form.setError('paths', 'no such folder');
    expect(form.problems()).toEqual({ paths: 'no such folder' });
  });

  it('leaves Esc to a command when it is told so, typing or not', () => {
    const widget = createForm({ fields: TEXT, escapeLeaves: true }, new FakeWidgetHost());
    const driver = new WidgetDriver<FormHandle>(widget, 20, 1);
    driver.type('a');
    expect(driver.press('escape', 'escape')).toEqual([false, false]);
    expect(widget.takesText?.()).toBe(false);
  });

  it('goes to a field and asks for the focus', () => {
    const { driver, form, host } = formOf();
    form.focusField('port');
    driver.press('end');
    driver.type('2');
    expect([form.values()['port'], host.focused]).toEqual([12, 1]);
  });

  it('scrolls so that the current field is seen', () => {
    const { driver, row } = formOf(FIELDS, 20, 1);
    expect(row()).toBe('Profile [all  ▾]');
    driver.press('tab', 'tab');
    expect(row()).toContain('Port');
    driver.pointer('wheel-up');
    expect(row()).toContain('Profile');
    driver.press('tab');
    expect(row()).toContain('Watch');
  });

  it('draws in any size', () => {
    const { driver } = formOf();
    for (let width = 0; width < 30; width++) {
      for (const height of [0, 1, 2, 9]) expect(() => driver.resize(width, height)).not.toThrow();
    }
  });
});

describe('a text field', () => {
  const value = (form: { values(): Readonly<Record<string, FormValue>> }) => form.values()['t'];

  it('shows the whole placeholder with the cursor on its first letter', () => {
    const { driver, row } = textForm('', { placeholder: 'words' });
    expect(row()).toBe('T [words_]');
    expect(driver.paint().cell(3, 0)).toMatchObject({ char: 'w', look: 'cursor' });
  });

  it('replaces text that is selected', () => {
    const { form, driver, changes } = textForm('cookie');
    form.focusField('t', { select: true });
    driver.press('z');
    expect([form.values()['t'], changes]).toEqual(['z', ['t']]);
    form.focusField('t', { select: true });
    driver.press('backspace');
    expect(form.values()['t']).toBe('');
    form.setValues({ t: 'ab' });
    form.focusField('t', { select: true });
    driver.press('left', 'X');
    expect(form.values()['t']).toBe('aXb');
  });

  it('edits at the cursor', () => {
    const { driver, form } = textForm('abc');
    driver.press('left', 'X', 'home', 'Y', 'delete', 'end', 'backspace', 'right', 'Z');
    expect(value(form)).toBe('YbXZ');
    driver.press('C-u');
    expect(value(form)).toBe('');
    driver.type('one two');
    driver.press('C-w');
    expect(value(form)).toBe('one ');
  });

  it('shows the cursor and scrolls sideways', () => {
    const { driver, row } = textForm('abcdefghij');
    expect(row()).toBe('T [fghij ]');
    expect(driver.paint().cell(8, 0)).toMatchObject({ char: ' ', look: 'cursor' });
    driver.press('home');
    expect(row()).toBe('T [abcdef]');
    expect(driver.paint().cell(3, 0)).toMatchObject({ char: 'a', look: 'cursor' });
    driver.press('right', 'right', 'right', 'right', 'right', 'right', 'right');
    expect(row()).toBe('T [cdefgh]');
    driver.press('escape');
    expect(row()).toBe('T [abcde…]');
  });

  it('steps over wide and joined characters whole', () => {
    const { driver, form } = textForm('漢e\u0301x');
    driver.press('left', 'left', 'backspace');
    expect(value(form)).toBe('e\u0301x');
    driver.press('delete');
    expect(value(form)).toBe('x');
  });

  it('pastes as one clean line, only while typing', () => {
    const { widget, form, driver, changes } = textForm();
    widget.onPaste?.('a\r\nb\x1b[31mc\u202e');
    expect(value(form)).toBe('a bc');
    driver.press('escape');
    widget.onPaste?.('lost');
    expect([value(form), changes]).toEqual(['a bc', ['t']]);
  });

  it('hides a secret', () => {
    const { row, form } = textForm('s3cret', { secret: true });
    expect(row()).not.toContain('s3');
    expect(row()).toContain('•••••');
    expect(value(form)).toBe('s3cret');
  });

  it('shows hostile values as text', () => {
    const { driver } = textForm(HOSTILE);
    expect(driver.paint().rows().join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(driver.paint().cell(9, 0).char).toBe(']');
  });

  it('leaves chords that edit nothing to commands', () => {
    expect(textForm().driver.press('C-s', 'f5', 'M-1', 'S-left')).toEqual([false, false, false, false]);
  });
});

describe('a number field', () => {
  const numberForm = (value: number) =>
    formOf([{ id: 'n', kind: 'number', label: 'Port', minimum: 1, maximum: 65535 }], 40, 2, { n: value });

  it('keeps the last good number and says what is wrong', () => {
    const { driver, form, row, submits } = numberForm(80);
    driver.type('8080');
    expect([form.values()['n'], row(1)]).toEqual([8080, '! Port: at most 65535']);
    driver.press('enter');
    expect(submits).toEqual([]);
    driver.press('C-u');
    expect(row(1)).toBe('! Port: not a number');
    driver.type('0');
    expect(row(1)).toBe('! Port: at least 1');
    driver.press('backspace', '4', '3', 'enter');
    expect([form.values()['n'], row(1), submits]).toEqual([43, '', ['n']]);
  });

  it('takes nothing but numbers', () => {
    const { driver, form, widget } = numberForm(5);
    expect(driver.press('x')).toEqual([true]);
    widget.onPaste?.(' 1a2 ');
    expect(form.values()['n']).toBe(512);
  });
});

describe('a select field', () => {
  const selectForm = () => formOf([{ id: 's', kind: 'select', label: 'S', choices: ['a', 'bb', 'c'] }], 40, 2);

  it('goes round through its choices and keeps its width', () => {
    const { driver, form, row } = selectForm();
    driver.press('left');
    expect([form.values()['s'], row()]).toEqual(['c', 'S [c  ▾]']);
    driver.press('right', 'enter');
    expect([form.values()['s'], row()]).toEqual(['bb', 'S [bb ▾]']);
  });

  it('gives up a value that is no choice any more', () => {
    const { form, changes } = selectForm();
    form.setValues({ s: 'c' });
    form.setChoices('s', ['c', 'd']);
    expect(form.values()['s']).toBe('c');
    form.setChoices('s', ['e']);
    expect([form.values()['s'], changes]).toEqual(['e', []]);
  });

  it('survives without choices', () => {
    const { form, driver } = selectForm();
    form.setChoices('s', []);
    expect(driver.press('right')).toEqual([true]);
    expect(form.values()['s']).toBe('a');
  });
});
