import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandInfo } from '../../../../core/commands/catalog.js';
import { keyLineSegments } from '../../../../core/screen/lines/key-line.js';
import type { Segment } from '../../../../core/screen/lines/segment.js';
import { statusLineSegments } from '../../../../core/screen/lines/status-line.js';
import { tabLineSegments } from '../../../../core/screen/lines/tab-line.js';
import { plainText } from '../../../../core/screen/text/spans.js';
import type { TabInfo } from '../../../../core/screen/ui.js';

const FIVE: TabInfo[] = [
  ['System', '🚀'],
  ['Tests', '🧪'],
  ['Code Gen', '🤖'],
  ['AI Chat', '💬'],
  ['Logs', '📋'],
].map(([title = '', icon], index) => ({ id: title, title, icon, hotkey: `F${index + 1}`, order: index }));
const width = fc.integer({ min: 4, max: 220 });

const textOf = (segments: readonly Segment[]) =>
  segments.map((segment) => segment.parts.map((part) => plainText(part.text)).join('')).join('|');

function expectInside(segments: readonly Segment[], cells: number): void {
  let end = 0;
  for (const segment of segments) {
    expect(segment.x).toBeGreaterThanOrEqual(end);
    end = segment.x + segment.width;
  }
  expect(end).toBeLessThanOrEqual(cells);
}

function tabLine(cells: number, tabs = FIVE, current = 'System') {
  const project = { name: 'orders-api', branch: 'main*' };
  return tabLineSegments({ tabs, current, mark: () => undefined, project, select: () => undefined }, cells);
}

describe('the tab line', () => {
  it('shows less on a narrower screen: project, hotkeys, icons, titles of the others', () => {
    expect(textOf(tabLine(120))).toBe(
      ' 🚀 System F1 | 🧪 Tests F2 | 🤖 Code Gen F3 | 💬 AI Chat F4 | 📋 Logs F5 |orders-api main*',
    );
    expect(textOf(tabLine(80))).toBe(' 🚀 System F1 | 🧪 Tests F2 | 🤖 Code Gen F3 | 💬 AI Chat F4 | 📋 Logs F5 ');
    expect(textOf(tabLine(60))).toBe(' 🚀 System | 🧪 Tests | 🤖 Code Gen | 💬 AI Chat | 📋 Logs ');
    expect(textOf(tabLine(45))).toBe(' System | Tests | Code Gen | AI Chat | Logs ');
    expect(textOf(tabLine(30))).toBe(' 🚀 System | 🧪 | 🤖 | 💬 | 📋 ');
  });

  it('keeps the current tab in view among many, with arrows to the hidden ones', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...FIVE[0],
      id: `t${index}`,
      title: `Tab ${index}`,
      icon: undefined,
      hotkey: undefined,
      order: index,
    }));
    const line = tabLine(40, many, 't15');
    expect(textOf(line)).toMatch(/^‹ .* Tab 15 .*› $/);
    expect(line.at(0)?.run).toBeTypeOf('function');
    expect(textOf(tabLine(40, many, 't0'))).toMatch(/^ {2}\| Tab 0 /);
  });

  it('fits at every width and always holds the current tab', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 220 }), fc.constantFrom(...FIVE), (cells, tab) => {
        const line = tabLine(cells, FIVE, tab.id);
        expectInside(line, cells);
        expect(line.some((segment) => segment.id === tab.id && segment.base === 'tab-active')).toBe(true);
      }),
    );
  });
});

const command = (id: string, key: string, label?: string): CommandInfo => ({
  id,
  title: id,
  label,
  keys: [key],
  when: undefined,
  pluginId: 'p',
  pluginTitle: 'P',
});

function keyLine(cells: number, typing = false, disabled: string[] = []) {
  const commands = [
    command('start', 's', 'start'),
    command('stop', 'x', 'stop'),
    command('save', 'C-s', 'save'),
    command('hidden', 'h'),
    command('again', 's', 'again'),
  ];
  const describeCommand = (id: string) => ({
    title: id,
    label: id,
    key: undefined,
    disabledReason: disabled.includes(id) ? 'no' : undefined,
  });
  const screenKeys = [
    { key: '?', label: 'help', rank: 0, run: () => undefined },
    { key: typing ? 'C-c' : 'q', label: 'quit', rank: 1, run: () => undefined },
  ];
  return keyLineSegments({ commands, describe: describeCommand, run: () => undefined, typing, screenKeys }, cells);
}

describe('the key line', () => {
  it('shows the keys that work, cut from the least useful', () => {
    expect(textOf(keyLine(80))).toBe('s start|x stop|Ctrl-S save|? help|q quit');
    expect(textOf(keyLine(33))).toBe('s start|x stop|? help|q quit');
    expect(textOf(keyLine(25))).toBe('s start|? help|q quit');
    expect(textOf(keyLine(9))).toBe('? help');
  });

  it('leaves out what is disabled', () => {
    expect(textOf(keyLine(80, false, ['stop']))).toBe('s start|Ctrl-S save|? help|q quit');
  });

  it('leaves out printable keys while text is typed', () => {
    expect(textOf(keyLine(80, true))).toBe('Ctrl-S save|Ctrl-C quit');
  });

  it('fits at every width', () => {
    fc.assert(fc.property(width, fc.boolean(), (cells, typing) => expectInside(keyLine(cells, typing), cells)));
  });
});

describe('the status line', () => {
  const entry = (id: string, align: 'left' | 'right', priority: number, text: string) => ({
    id,
    align,
    priority,
    text,
  });
  const entries = [
    entry('a', 'left', 2, '● api healthy'),
    entry('b', 'left', 1, '2 tests failed'),
    entry('c', 'right', 0, '64 MB'),
    entry('d', 'right', 0, ''),
  ];

  it('puts what runs left and facts right, and drops by priority', () => {
    expect(textOf(statusLineSegments(entries, 80))).toBe('● api healthy| · |2 tests failed|64 MB');
    expect(statusLineSegments(entries, 80).at(-1)?.x).toBe(74);
    expect(textOf(statusLineSegments(entries, 34))).toBe('● api healthy| · |2 tests failed');
    expect(textOf(statusLineSegments(entries, 20))).toBe('● api healthy');
    expect(textOf(statusLineSegments(entries, 10))).toBe('● api h…');
    expect(statusLineSegments([], 80)).toEqual([]);
  });

  it('fits at every width', () => {
    const one = fc.record({
      id: fc.uuid(),
      align: fc.constantFrom('left' as const, 'right' as const),
      priority: fc.integer({ min: 0, max: 3 }),
      text: fc.string({ unit: 'grapheme', maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), width, (some, cells) =>
        expectInside(statusLineSegments(some, cells), cells),
      ),
    );
  });
});
