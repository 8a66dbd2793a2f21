import type { WidgetHandle } from 'devmgr/plugin-api';
import { createButtons } from './buttons/create-buttons.js';
import { createCode } from './code/create-code.js';
import { createCustom } from './custom/create-custom.js';
import { createDiff } from './diff/create-diff.js';
import { createEditor } from './editor/create-editor.js';
import { createForm } from './form/create-form.js';
import { createGauge } from './gauge/create-gauge.js';
import { createLineChart } from './line-chart/create-line-chart.js';
import { createLog } from './log/create-log.js';
import { createMarkdown } from './markdown/create-markdown.js';
import { createProgress } from './progress/create-progress.js';
import { createSparkline } from './sparkline/create-sparkline.js';
import { createTable } from './table/create-table.js';
import { createText } from './text/create-text.js';
import { createTree } from './tree/create-tree.js';
import type { WidgetKindEntry } from './widget.js';

/** Checks that options and handle of an entry belong together, then forgets them: a plugin's `widgets.x` knows them. */
function entry<Options, Handle extends WidgetHandle>(
  kind: WidgetKindEntry<Options, Handle>,
): WidgetKindEntry<never, never> {
  return kind as unknown as WidgetKindEntry<never, never>;
}

const pane = { border: true, focusable: true };
const picture = { border: true, focusable: false };

/**
 * Every kind of widget by its name in `widgets` of the plugin API. To add a kind, add its file and an entry. All are
 * made at once: they are small, and those that need blessed-contrib load their part of it when one of them exists.
 */
const kinds = new Map<string, WidgetKindEntry<never, never>>([
  ['text', entry({ defaults: pane, create: createText })],
  ['table', entry({ defaults: pane, create: createTable })],
  ['log', entry({ defaults: pane, create: createLog })],
  ['form', entry({ defaults: pane, create: createForm })],
  ['editor', entry({ defaults: pane, create: createEditor })],
  ['code', entry({ defaults: pane, create: createCode })],
  ['diff', entry({ defaults: pane, create: createDiff })],
  ['tree', entry({ defaults: pane, create: createTree })],
  ['markdown', entry({ defaults: pane, create: createMarkdown })],
  ['buttons', entry({ defaults: { border: false, focusable: true }, create: createButtons })],
  ['progress', entry({ defaults: { border: false, focusable: false }, create: createProgress })],
  ['sparkline', entry({ defaults: picture, create: createSparkline })],
  ['lineChart', entry({ defaults: picture, create: createLineChart })],
  ['gauge', entry({ defaults: picture, create: createGauge })],
  ['custom', entry({ defaults: pane, create: createCustom })],
]);

/** The entry of a kind, or `undefined` for a name that no kind has. */
export function findKind(kind: string): WidgetKindEntry<never, never> | undefined {
  return kinds.get(kind);
}
