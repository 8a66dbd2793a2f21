import type { WidgetHandle } from 'devmgr/plugin-api';

/** The handle that a plugin holds: the pane's own members before those of the widget. */
export function joinHandle(pane: WidgetHandle, own: object): WidgetHandle {
  return new Proxy(pane, {
    get(target, name) {
      const owner = name in target ? target : own;
      const value: unknown = Reflect.get(owner, name);
      return typeof value === 'function' ? (value.bind(owner) as unknown) : value;
    },
    has: (target, name) => name in target || name in own,
  });
}
