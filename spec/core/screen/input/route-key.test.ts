import { describe, expect, it } from 'vitest';
import { routeKey, type KeyLayers, type KeyTaker } from '../../../../core/screen/input/route-key.js';
import type { Key } from '../../../../core/widgets/widget.js';

const press = (full: string): Key => {
  const [ctrl, meta] = [full.startsWith('C-'), full.startsWith('M-')];
  const name = ctrl || meta ? full.slice(2) : full;
  return { name, full, ctrl, meta, shift: false, ch: name.length === 1 ? name : undefined };
};

/** Layers in which everybody would like every key; `without` silences some. */
function layers(options: { modal?: KeyTaker; focused?: KeyTaker; without?: string[] } = {}) {
  const ran: string[] = [];
  const silent = new Set(options.without);
  const action = (layer: string) => (full: string) =>
    silent.has(layer) ? undefined : () => void ran.push(`${layer} ${full}`);
  const all: KeyLayers = {
    modal: () => options.modal,
    terminal: (full) => (full === 'C-l' ? action('terminal')(full) : undefined),
    global: action('global'),
    focused: () => options.focused,
    step: (full) => (full === 'tab' ? action('step')(full) : undefined),
    command: action('command'),
    printable: action('printable'),
  };
  return { all, ran };
}
const takes: KeyTaker = { onKey: () => true };
const typing: KeyTaker = { onKey: () => false, takesText: () => true };

describe('routeKey', () => {
  it('gives an open dialog everything but the keys of the terminal', () => {
    const { all, ran } = layers({ modal: { onKey: (key) => key.full === 'enter' }, focused: takes });
    expect(routeKey(press('enter'), all)).toBe('modal');
    expect(routeKey(press('q'), all)).toBe('modal');
    expect(routeKey(press('f2'), all)).toBe('modal');
    expect(ran).toEqual([]);
    expect(routeKey(press('C-l'), all)).toBe('terminal');
  });

  it('asks the screen before the widget for non-printable keys only', () => {
    const { all, ran } = layers({ focused: takes });
    expect(routeKey(press('f2'), all)).toBe('global');
    expect(routeKey(press('q'), all)).toBe('focused');
    expect(ran).toEqual(['global f2']);
  });

  it('asks the widget, then commands, then the printable keys of the screen', () => {
    expect(routeKey(press('s'), layers({ focused: takes }).all)).toBe('focused');
    expect(routeKey(press('s'), layers({ focused: { onKey: () => false } }).all)).toBe('command');
    expect(routeKey(press('?'), layers({ without: ['command'] }).all)).toBe('printable');
    expect(routeKey(press('?'), layers({ without: ['command', 'printable'] }).all)).toBe('nobody');
  });

  it('lets a form go through its fields before Tab leaves it', () => {
    expect(routeKey(press('tab'), layers({ focused: takes, without: ['global'] }).all)).toBe('focused');
    expect(routeKey(press('tab'), layers({ focused: typing, without: ['global'] }).all)).toBe('step');
  });

  it('runs no command by a printable key while text is typed, but does by others', () => {
    expect(routeKey(press('s'), layers({ focused: typing }).all)).toBe('focused');
    expect(routeKey(press('C-s'), layers({ focused: typing, without: ['global'] }).all)).toBe('command');
  });

  it('leaves a key of the screen to the widget that claims it, but not under a dialog', () => {
    const claims: KeyTaker = { onKey: () => true, claimsKey: (key) => key.full === 'C-l' || key.full === 'f2' };
    const { all, ran } = layers({ focused: claims });
    expect(routeKey(press('C-l'), all)).toBe('focused');
    expect(routeKey(press('f2'), all)).toBe('focused');
    expect(routeKey(press('f3'), all)).toBe('global');
    expect(routeKey(press('C-l'), layers({ focused: claims, modal: takes }).all)).toBe('terminal');
    expect(ran).toEqual(['global f3']);
  });
});
