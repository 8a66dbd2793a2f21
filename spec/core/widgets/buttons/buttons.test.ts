import type { ButtonsOptions, WidgetHandle } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createButtons } from '../../../../core/widgets/buttons/create-buttons.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

function buttonsOf(commands: ButtonsOptions['commands'] = ['start', 'stop', 'reload'], width = 40, height = 1) {
  const host = new FakeWidgetHost();
  host.commands.set('start', { title: 'Start server', label: 'Start', key: 's', disabledReason: undefined });
  host.commands.set('stop', { title: 'Stop server', label: 'Stop', key: 'C-x', disabledReason: 'not running' });
  const driver = new WidgetDriver<WidgetHandle>(createButtons({ commands }, host), width, height);
  return { host, driver };
}

describe('buttons', () => {
  it('show label and key; a disabled one is muted, an unknown one has its id', () => {
    const canvas = buttonsOf().driver.paint();
    expect(canvas.row(0)).toBe('[Start s] [Stop Ctrl-X] [reload]');
    expect(canvas.cell(1, 0)).toMatchObject({ look: 'button-focused', base: 'button-focused' });
    expect(canvas.cell(7, 0).look).toBe('key');
    expect(canvas.cell(11, 0).look).toBe('button-disabled');
    expect(canvas.cell(25, 0).look).toBe('button');
  });

  it('run by Enter, Space and click; a disabled one can be tried', () => {
    const { driver, host } = buttonsOf();
    driver.press('enter', 'right', 'space');
    driver.click('[reload', 3);
    driver.pointer('double', 25, 0);
    driver.press('left', 'left', 'left', 'enter');
    expect(host.ran).toEqual(['start key', 'stop key', 'reload mouse', 'reload mouse', 'start key']);
    expect(driver.pointer('down', 9, 0)).toBe(false);
    expect(driver.pointer('down', 1, -1)).toBe(false);
    expect(driver.pointer('wheel-up')).toBe(false);
    expect(driver.press('s', 'tab', 'C-right', 'up', 'down')).toEqual([false, false, false, false, false]);
  });

  it('take another label from the plugin, guarded', () => {
    let on = false;
    const { driver, host } = buttonsOf(
      [
        { command: 'start', label: () => `Auto-start: ${on ? 'on' : 'off'}` },
        {
          command: 'stop',
          label: () => {
            throw new Error('broken');
          },
        },
        { command: 'x', label: () => HOSTILE },
      ],
      120,
    );
    expect(driver.paint().row(0)).toContain('[Auto-start: off s] [stop Ctrl-X]');
    on = true;
    expect(driver.paint().row(0)).toContain('[Auto-start: on s]');
    expect(host.errors[0]).toBe('label: broken');
    expect(driver.paint().row(0)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });

  it('fold into lines and scroll to the current one', () => {
    const { driver } = buttonsOf(undefined, 15, 3);
    expect(driver.paint().rows()).toEqual(['[Start s]', '[Stop Ctrl-X]', '[reload]']);
    expect(driver.press('down')).toEqual([true]);
    expect(driver.resize(15, 1).row(0)).toBe('[Stop Ctrl-X]');
    driver.press('right');
    expect(driver.paint().row(0)).toBe('[reload]');
    driver.click('[reload');
    driver.press('up', 'up');
    expect(driver.paint().row(0)).toBe('[Start s]');
  });

  it('draw in any size, and without commands', () => {
    const { driver } = buttonsOf();
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [3, 2],
    ] as const)
      expect(() => driver.resize(width, height)).not.toThrow();
    const empty = buttonsOf([]);
    expect(empty.driver.press('enter', 'right')).toEqual([false, true]);
    expect(empty.driver.paint().row(0)).toBe('');
  });
});
