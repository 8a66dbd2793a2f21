import type { EditorHandle, EditorOptions } from 'devmgr/plugin-api';
import { describe, it } from 'vitest';
import { createEditor } from '../../../../core/widgets/editor/create-editor.js';
import { key, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';
import { processorMs } from '../../../support/processor-ms.js';
import { expectCost } from '../../../support/expect-cost.js';

const LINES = 100_000;
const KEYS = ['x', 'backspace', 'up', 'enter', 'left', 'S-up', 'y', 'C-z', 'pageup', 'C-home', 'z', 'down', 'C-end'];

/** Processor time of a key with its frame, the middle one of many. */
function costOfKeys(options: EditorOptions, line: (index: number) => string): number {
  const widget = createEditor(options, new FakeWidgetHost());
  widget.handle.setText(Array.from({ length: LINES }, (_, index) => line(index)).join('\n'));
  const driver = new WidgetDriver<EditorHandle>(widget, 120, 40);
  const costs: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (const name of KEYS) {
      const before = processorMs();
      widget.onKey?.(key(name));
      driver.paint();
      costs.push(processorMs() - before);
    }
  }
  return costs.sort((a, b) => a - b)[costs.length >> 1] ?? 0;
}

describe('an editor with 100,000 lines', () => {
  it.each<[string, EditorOptions]>([
    ['lines as they are', { language: 'python', lineNumbers: true }],
    ['broken lines', { enter: 'submit' }],
  ])('takes a key in less than 8 ms: %s', async (_, options) => {
    const code = (index: number) => `    return orders[${index}].total + ${index} if ready else None`;
    const wide = (index: number) => `${'Žluťoučký kůň 漢字 '.repeat(index % 12)}${index}`;
    await expectCost(8, () => costOfKeys(options, code));
    await expectCost(8, () => costOfKeys(options, wide));
  });
});
