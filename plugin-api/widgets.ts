import type { SparklineHandle, LineChartHandle, GaugeHandle } from './widgets/charts.js';
import type { CodeOptions, CodeHandle } from './widgets/code.js';
import type { CustomOptions } from './widgets/custom.js';
import type { DiffOptions, DiffHandle } from './widgets/diff.js';
import type { EditorOptions, EditorHandle } from './widgets/editor.js';
import type { FormOptions, FormHandle } from './widgets/form.js';
import type { LogOptions, LogHandle } from './widgets/log.js';
import type { MarkdownOptions, MarkdownHandle } from './widgets/markdown.js';
import type { ButtonsOptions } from './widgets/buttons.js';
import type { ProgressHandle } from './widgets/progress.js';
import type { TableOptions, TableHandle } from './widgets/table.js';
import type { TextOptions, TextHandle } from './widgets/text.js';
import type { TreeOptions, TreeHandle } from './widgets/tree.js';
import type { WidgetKind, WidgetHandle, BaseOptions } from './widgets/widget.js';

export type * from './widgets/widget.js';
export type * from './widgets/text.js';
export type * from './widgets/table.js';
export type * from './widgets/log.js';
export type * from './widgets/form.js';
export type * from './widgets/editor.js';
export type * from './widgets/markdown.js';
export type * from './widgets/code.js';
export type * from './widgets/diff.js';
export type * from './widgets/tree.js';
export type * from './widgets/buttons.js';
export type * from './widgets/progress.js';
export type * from './widgets/charts.js';
export type * from './widgets/custom.js';

function kind<Options, Handle extends WidgetHandle>(name: string): WidgetKind<Options, Handle> {
  return { kind: name };
}

/** The kinds that the core can place on a grid. `table` is generic: use `widgets.table<Row>()`. */
export const widgets = {
  text: kind<TextOptions, TextHandle>('text'),
  table: <Row>() => kind<TableOptions<Row>, TableHandle<Row>>('table'),
  log: kind<LogOptions, LogHandle>('log'),
  form: kind<FormOptions, FormHandle>('form'),
  editor: kind<EditorOptions, EditorHandle>('editor'),
  markdown: kind<MarkdownOptions, MarkdownHandle>('markdown'),
  code: kind<CodeOptions, CodeHandle>('code'),
  diff: kind<DiffOptions, DiffHandle>('diff'),
  tree: kind<TreeOptions, TreeHandle>('tree'),
  buttons: kind<ButtonsOptions, WidgetHandle>('buttons'),
  progress: kind<BaseOptions, ProgressHandle>('progress'),
  sparkline: kind<BaseOptions, SparklineHandle>('sparkline'),
  lineChart: kind<BaseOptions, LineChartHandle>('lineChart'),
  gauge: kind<BaseOptions, GaugeHandle>('gauge'),
  custom: kind<CustomOptions, WidgetHandle>('custom'),
};
