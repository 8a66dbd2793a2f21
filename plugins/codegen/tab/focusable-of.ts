import type { WidgetHandle } from 'devmgr/plugin-api';
import type { PaneName } from './codegen-layout.js';
import type { CodegenPanes } from './codegen-panes.js';

/** All that can have the keys. The preview has several widgets, of which one is seen. */
export function focusableOf(panes: CodegenPanes): readonly (readonly [PaneName, WidgetHandle])[] {
  const { tree, target, prompt, context, result, preview, request, history, bakeOff } = panes;
  return [
    ['tree', tree.handle],
    ['target', target.handle],
    ['prompt', prompt.handle],
    ['context', context.handle],
    ['result', result.handle],
    ['preview', preview.diff],
    ['preview', preview.code],
    ['preview', preview.prose],
    ['edit', preview.edit],
    ['system', request.system],
    ['user', request.user],
    ['history', history.handle],
    ['bake-off', bakeOff.handle],
  ];
}
