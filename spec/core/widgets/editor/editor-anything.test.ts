import type { EditorHandle } from 'devmgr/plugin-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEditor } from '../../../../core/widgets/editor/create-editor.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

// prettier-ignore
const KEYS = [
  'a', 'space', '漢', 'enter', 'up', 'down', 'left', 'right', 'S-up', 'S-down', 'S-left', 'S-right', 'C-left', 'C-right',
  'home', 'end', 'C-home', 'C-end', 'pageup', 'pagedown', 'backspace', 'delete', 'C-w', 'C-u', 'C-k', 'C-z', 'C-y', 'M-a', 'C-x',
];
const deed = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS).map((name) => ({ name })) },
  { weight: 1, arbitrary: fc.constantFrom(HOSTILE, '\t\tx\n', '👨‍👩‍👧e\u0301 '.repeat(9)).map((paste) => ({ paste })) },
  { weight: 1, arbitrary: fc.record({ x: fc.integer({ min: -3, max: 40 }), y: fc.integer({ min: -3, max: 12 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ width: fc.integer({ min: 6, max: 40 }), height: fc.integer({ min: 1, max: 9 }) }),
  },
);
type Deed = { name: string } | { paste: string } | { x: number; y: number } | { width: number; height: number };

function act(driver: WidgetDriver<EditorHandle>, one: Deed): void {
  if ('name' in one) driver.press(one.name);
  else if ('paste' in one) driver.widget.onPaste?.(one.paste);
  else if ('width' in one) driver.resize(one.width, one.height);
  else {
    driver.pointer('down', one.x, 0);
    driver.pointer('drag', one.x, one.y);
    driver.pointer('up', one.x, one.y);
  }
}

/** The cursor behind and before a tab that is wider than the editor. */
const tabsInNoRoom: Deed[][] = [
  [{ width: 6, height: 1 }, { name: 'C-w' }],
  [{ width: 6, height: 1 }, { name: 'C-w' }, { name: 'left' }],
];

describe('whatever is done in an editor', () => {
  it.each([{ wrap: true }, { wrap: false }, { wrap: true, lineNumbers: true }, { wrap: false, lineNumbers: true }])(
    'the cursor stays in the text and in view: %o',
    (options) => {
      fc.assert(
        fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
          const host = new FakeWidgetHost();
          const widget = createEditor(options, host);
          const driver = new WidgetDriver<EditorHandle>(widget, 14, 4);
          widget.handle.setText('one two\n\n  three four five six seven\n漢字\tend');
          for (const one of deeds) {
            act(driver, one);
            const cursor = widget.handle.cursor.get();
            expect(cursor).toBeGreaterThanOrEqual(0);
            expect(cursor).toBeLessThanOrEqual(widget.handle.text().length);
            if ('name' in one || 'paste' in one) {
              const canvas = driver.paint();
              const cells = Array.from({ length: driver.height * driver.width }, (_, at) =>
                canvas.cell(at % driver.width, Math.floor(at / driver.width)),
              );
              expect(cells.filter(({ look, char }) => look === 'cursor' && char !== '')).toHaveLength(1);
            }
          }
          expect(host.errors).toEqual([]);
        }),
        { numRuns: 60, examples: tabsInNoRoom.map((deeds) => [deeds]) },
      );
    },
  );
});
